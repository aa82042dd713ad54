import type { Investigation } from '#lib/model/investigation.ts';
import { formatPorts, formatTime, plural } from '#lib/names/format.ts';
import type { Family } from './detection-families.ts';
import type { Found } from './found.ts';
import { inSentence } from './words.ts';

/** One possible action. Two of the same kind about the same object are one. */
export interface Answer {
  kind: string;
  action: string;
  object: string;
}

/** A finding as its answers see it: which ends are ours, how to name them, and whether it is grave enough to cut a host off. */
export interface Answered extends Found {
  family: Family;
  grave: boolean;
  /** The first of each side, or null: what an action is about. */
  actor: string | null;
  target: string | null;
  actorInside: boolean;
  targetInside: boolean;
  /** All of each side in words; empty where there are none. */
  actors: string;
  targets: string;
  service: string;
  span: string;
}

/** What to do about a finding, the most urgent first; only what it has the objects for. */
export function answersTo(found: Answered, investigation: Investigation): Answer[] {
  return [...byFamily[found.family](found, investigation), ...followUps(found)].filter((answer) => answer !== null);
}

const byFamily: Record<Family, (found: Answered, investigation: Investigation) => (Answer | null)[]> = {
  probe: (found, investigation) =>
    found.actorInside
      ? [found.grave ? isolate(found, investigation) : findProcess(found), findProcess(found)]
      : [block(found), closeAnswering(found, investigation)],
  login: (found, investigation) =>
    found.actorInside
      ? [isolate(found, investigation), readSessions(found), findProcess(found)]
      : [block(found), readSessions(found), restrict(found)],
  exposure: (found) => [restrict(found), readSessions(found), block(found)],
  egress: (found, investigation) =>
    found.grave
      ? [isolate(found, investigation), denyOutbound(found), preserve(found), findProcess(found)]
      : [findProcess(found), denyOutbound(found)],
  lateral: (found, investigation) =>
    found.grave
      ? [isolate(found, investigation), denyBetween(found), preserve(found), readSessions(found)]
      : [askOwner(found), readSessions(found), denyBetween(found)],
  refused: (found) => [findProcess(found), compareRules(found)],
  flood: (found, investigation) =>
    found.actorInside ? [isolate(found, investigation), denyOutbound(found)] : [block(found), restrict(found)],
  metadata: ({ actor }) => [
    actor === null
      ? null
      : {
          kind: 'imds',
          action: `Require IMDSv2 on ${actor} and find the process that asked the metadata service.`,
          object: actor,
        },
  ],
  coverage: logActions,
};

/** Fit for every finding with an address: the log that would settle it, and what lies before. */
function followUps({ actor, target, candidate, span }: Answered): (Answer | null)[] {
  const object = actor ?? target;
  if (object === null) return [];
  const [source] = candidate.confirm;
  const when = span === '' ? '' : `, ${span}`;
  const before = candidate.firstSeen === null ? '' : ` before ${formatTime(candidate.firstSeen)}`;
  return [
    source === undefined
      ? null
      : { kind: 'obtain', action: `Obtain for ${object}${when}: ${inSentence(source.replace(/\.$/, ''))}.`, object },
    { kind: 'search', action: `Search the flow logs${before} for ${object}.`, object },
  ];
}

function block({ actor, actorInside, actors, targets, id }: Answered): Answer | null {
  if (actor === null || actorInside) return null;
  const where = targets === '' ? '' : ` in front of ${targets}`;
  return { kind: 'block', action: `Block ${actors} at the network ACL${where} (${id}).`, object: actor };
}

/** Closes what a probe found open: the ports of the target on which the firewall let the actor in. */
function closeAnswering({ actor, target }: Answered, { facts }: Investigation): Answer | null {
  if (actor === null || target === null) return null;
  const open = facts.attackSurface.filter(
    (row) => row.side === 'server' && row.host === target && row.peer === actor && row.accepted > 0,
  );
  const ports = [...new Set(open.map(({ port }) => port))];
  if (ports.length === 0) return null;
  const what = `${ports.length === 1 ? 'port' : 'ports'} ${formatPorts(ports)}`;
  return {
    kind: 'close',
    action: `Review the security group of ${target}, which let ${actor} in on ${what}, and close what need not be open.`,
    object: target,
  };
}

function restrict({ target, targetInside, targets, actors, service }: Answered): Answer | null {
  if (target === null || !targetInside || service === '') return null;
  const instead = actors === '' ? '' : ` Remove the rule that lets ${actors} in.`;
  return { kind: 'close', action: `Admit only named sources to ${service} on ${targets}.${instead}`, object: target };
}

function isolate({ actor, actorInside, id }: Answered, { facts }: Investigation): Answer | null {
  if (actor === null || !actorInside) return null;
  const interfaces = facts.assets.find(({ address }) => address === actor)?.interfaces ?? [];
  const what = interfaces.length === 1 ? `${actor} (${interfaces[0]})` : actor;
  return {
    kind: 'isolate',
    action: `Isolate ${what} because of ${id}: move it into a security group without rules and keep it running.`,
    object: actor,
  };
}

function denyOutbound({ actor, actorInside, target, actors, targets, service }: Answered): Answer | null {
  if (actor === null || !actorInside || target === null) return null;
  const what = service === '' ? 'traffic' : service;
  return {
    kind: `deny ${actor}`,
    action: `Deny outbound ${what} from ${actors} to ${targets} at the network ACL and in the security group.`,
    object: target,
  };
}

function denyBetween({ actor, target, actors, targets, service }: Answered): Answer | null {
  if (actor === null || target === null || service === '') return null;
  return {
    kind: `deny ${actor}`,
    action: `Deny ${service} from ${actors} in the security group of ${targets}.`,
    object: target,
  };
}

function preserve({ actor, actorInside }: Answered): Answer | null {
  if (actor === null || !actorInside) return null;
  return {
    kind: 'preserve',
    action: `Preserve the memory and a disk snapshot of ${actor} before anybody restarts it.`,
    object: actor,
  };
}

function findProcess({ actor, actorInside, targets, service, span }: Answered): Answer | null {
  if (actor === null || !actorInside) return null;
  const details = [
    targets === '' ? '' : ` to ${targets}`,
    service === '' ? '' : ` on ${service}`,
    span === '' ? '' : `, ${span}`,
  ];
  return {
    kind: 'process',
    action: `Find the process on ${actor} behind the traffic${details.join('')}.`,
    object: actor,
  };
}

function readSessions({ actor, target, targetInside, actors, targets, service, span }: Answered): Answer | null {
  if (actor === null || target === null || !targetInside) return null;
  const details = `${service === '' ? '' : ` (${service})`} for sessions from ${actors}${span === '' ? '' : `, ${span}`}`;
  return { kind: 'sessions', action: `Read the service and login logs of ${targets}${details}.`, object: target };
}

function askOwner({ actor, targets, service }: Answered): Answer | null {
  if (actor === null || targets === '') return null;
  const on = service === '' ? '' : ` on ${service}`;
  return {
    kind: 'owner',
    action: `Ask the owner of ${actor} whether it is meant to reach ${targets}${on}.`,
    object: actor,
  };
}

function compareRules({ actor, target, targetInside, candidate, service }: Answered): Answer | null {
  const object = targetInside ? target : actor;
  if (object === null) return null;
  const on = service === '' ? '' : ` for ${service}`;
  return {
    kind: 'rules',
    action: `Compare security group and network ACL of ${object}${on}: ${plural(candidate.flows, 'flow')} met a rule in the way.`,
    object,
  };
}

/** About the log itself: the interface whose records are incomplete, which the lines name and the candidate does not. */
export function logActions({ candidate, id, severity }: Found): Answer[] {
  if (candidate.evidenceFilter.logStatus === undefined) return [];
  const [object] = candidate.evidence.flatMap(({ text }) => /\beni-[0-9a-z]+\b/.exec(text)?.[0] ?? []);
  if (object === undefined) return [];
  const check = {
    kind: 'flow log',
    action: `Check settings and delivery of the flow log of ${object} for the gap of ${id}.`,
    object,
  };
  if (severity === 'info') return [check];
  return [
    check,
    {
      kind: 'other logs',
      action: `Look in firewall and load balancer logs for what ${object} carried in the gap of ${id}.`,
      object,
    },
    {
      kind: 'trail',
      action: `Search CloudTrail for CreateFlowLogs and DeleteFlowLogs that concern ${object}.`,
      object,
    },
  ];
}
