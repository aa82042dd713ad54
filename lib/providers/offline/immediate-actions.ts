import type { Investigation } from '#lib/model/investigation.ts';
import { severityRank } from '#lib/model/scale.ts';
import { type AddressScope, addressScopes } from '#lib/names/address-scope.ts';
import { formatPorts, formatTime, plural } from '#lib/names/format.ts';
import { type Family, familyOf } from './detection-families.ts';
import { type Found, isSuspicious } from './found.ts';
import { hostWords, inSentence, serviceWords, spanWords } from './words.ts';

export interface Action {
  action: string;
  /** The address or interface of the log that it is about. */
  object: string;
}

const actionsMax = 5;

/**
 * At most five actions, each about something in the log. The gravest findings come first, and the first answer to the
 * second finding before the second answer to the first. Without a finding there is nothing to act on but the log itself.
 */
export function immediateActions(findings: readonly Found[], investigation: Investigation): Action[] {
  const scopeOf = addressScopes(investigation);
  const suspicious = findings.filter(isSuspicious);
  if (suspicious.length === 0) return widerLog(findings, investigation);
  const ranked = suspicious.flatMap((found, index) =>
    actionsFor(viewOf(found, scopeOf), investigation).map((action, turn) => ({ ...action, rank: index + 2 * turn })),
  );
  const chosen = new Map<string, Action>();
  for (const { action, object } of ranked.sort((a, b) => a.rank - b.rank)) {
    if (chosen.size < actionsMax && !chosen.has(action)) chosen.set(action, { action, object });
  }
  return [...chosen.values()];
}

/** A finding as an action sees it: which ends are ours, and whether it is grave enough to cut a host off. */
interface View extends Found {
  family: Family;
  grave: boolean;
  /** First actor and first target, or null. */
  actor: string | null;
  target: string | null;
  actorInside: boolean;
  targetInside: boolean;
  service: string;
  span: string;
}

function viewOf(found: Found, scopeOf: (address: string) => AddressScope): View {
  const { candidate } = found;
  const [actor = null] = candidate.actors;
  const [target = null] = candidate.targets;
  return {
    ...found,
    family: familyOf(candidate, scopeOf),
    grave: severityRank(found.severity) <= severityRank('high'),
    actor,
    target,
    actorInside: actor !== null && scopeOf(actor) === 'internal',
    targetInside: target !== null && scopeOf(target) === 'internal',
    service: serviceWords(candidate),
    span: spanWords(candidate),
  };
}

function actionsFor(view: View, investigation: Investigation): Action[] {
  const given = answers[view.family](view, investigation);
  return [...given, ...followUps(view)].filter((action) => action !== null);
}

type Answer = (view: View, investigation: Investigation) => (Action | null)[];

/** What to do first, family by family; null where the finding lacks the object for it. */
const answers: Record<Family, Answer> = {
  probe: (view, investigation) => [
    view.actorInside ? isolate(view, investigation) : block(view),
    view.actorInside ? findProcess(view) : narrow(view, investigation),
  ],
  login: (view, investigation) => [
    view.actorInside ? isolate(view, investigation) : block(view),
    readSessions(view),
    view.actorInside ? findProcess(view) : restrict(view),
  ],
  exposure: (view) => [restrict(view), readSessions(view), block(view)],
  egress: (view, investigation) => [
    view.grave ? isolate(view, investigation) : findProcess(view),
    denyOutbound(view),
    view.grave ? preserve(view) : null,
    view.grave ? findProcess(view) : null,
  ],
  lateral: (view, investigation) => [
    view.grave ? isolate(view, investigation) : confirmAdministration(view),
    denyBetween(view),
    view.grave ? preserve(view) : null,
    readSessions(view),
  ],
  refused: (view) => [view.actorInside ? findProcess(view) : null, compareRules(view)],
  flood: (view, investigation) => [
    view.actorInside ? isolate(view, investigation) : block(view),
    view.actorInside ? denyOutbound(view) : restrict(view),
  ],
  metadata: ({ actor }) => [
    actor === null
      ? null
      : { action: `Require IMDSv2 on ${actor} and find the process that asked the metadata service.`, object: actor },
  ],
  coverage: (view) => [checkFlowLog(view)],
};

/** Fit for every finding with an address: the log around it, and what lies before it. */
function followUps({ actor, target, candidate, span }: View): (Action | null)[] {
  const object = actor ?? target;
  if (object === null) return [];
  const [source] = candidate.confirm;
  const before = candidate.firstSeen === null ? '' : ` before ${formatTime(candidate.firstSeen)}`;
  return [
    source ? { action: `Obtain for ${object}${span === '' ? '' : `, ${span}`}: ${inSentence(source)}.`, object } : null,
    { action: `Search the flow logs${before} for ${object}.`, object },
  ];
}

function block({ actor, actorInside, candidate, target, id }: View): Action | null {
  if (actor === null || actorInside) return null;
  const who = candidate.actors.length > 3 ? `${hostWords(candidate.actors)} of ${id}` : hostWords(candidate.actors);
  const where =
    target === null ? 'at the network ACL' : `at the network ACL in front of ${hostWords(candidate.targets)}`;
  return { action: `Block ${who} ${where}.`, object: actor };
}

/** Closes what a probe found open: the ports of the target on which the firewall let the actor in. */
function narrow({ actor, target }: View, { facts }: Investigation): Action | null {
  if (actor === null || target === null) return null;
  const open = facts.attackSurface.filter(
    (row) => row.side === 'server' && row.host === target && row.peer === actor && row.accepted > 0,
  );
  const ports = [...new Set(open.map(({ port }) => port))];
  if (ports.length === 0) return null;
  const what = `${ports.length === 1 ? 'port' : 'ports'} ${formatPorts(ports)}`;
  return {
    action: `Review the security group of ${target}: ${actor} was accepted on ${what}. Close what need not be open to the internet.`,
    object: target,
  };
}

function restrict({ target, targetInside, candidate, actor, service }: View): Action | null {
  if (target === null || !targetInside || service === '') return null;
  const instead = actor === null ? '' : ` Remove the rule that lets ${hostWords(candidate.actors)} in.`;
  return {
    action: `Admit only named sources to ${service} on ${hostWords(candidate.targets)}.${instead}`,
    object: target,
  };
}

function isolate({ actor, actorInside, id }: View, { facts }: Investigation): Action | null {
  if (actor === null || !actorInside) return null;
  const interfaces = facts.assets.find(({ address }) => address === actor)?.interfaces ?? [];
  const what = interfaces.length === 1 ? `${actor} (${interfaces[0]})` : actor;
  return {
    action: `Isolate ${what}: move it into a security group without rules and keep it running, because of ${id}.`,
    object: actor,
  };
}

function denyOutbound({ actor, actorInside, target, candidate, service }: View): Action | null {
  if (actor === null || !actorInside || target === null) return null;
  return {
    action: `Deny outbound ${service === '' ? 'traffic' : service} from ${hostWords(candidate.actors)} to ${hostWords(candidate.targets)} in security group and network ACL.`,
    object: target,
  };
}

function denyBetween({ actor, target, candidate, service }: View): Action | null {
  if (actor === null || target === null || service === '') return null;
  const { targets } = candidate;
  return {
    action: `Deny ${service} from ${hostWords(candidate.actors)} in the security group of ${hostWords(targets)}.`,
    object: target,
  };
}

function preserve({ actor, actorInside }: View): Action | null {
  if (actor === null || !actorInside) return null;
  return { action: `Preserve the memory and a disk snapshot of ${actor} before anybody restarts it.`, object: actor };
}

function findProcess({ actor, actorInside, target, candidate, service, span }: View): Action | null {
  if (actor === null || !actorInside) return null;
  const where = target === null ? '' : ` to ${hostWords(candidate.targets)}`;
  const when = span === '' ? '' : `, ${span}`;
  return {
    action: `Find the process on ${actor} behind the traffic${where}${service === '' ? '' : `, ${service}`}${when}.`,
    object: actor,
  };
}

function readSessions({ actor, target, targetInside, candidate, service, span }: View): Action | null {
  if (actor === null || target === null || !targetInside) return null;
  const on = service === '' ? '' : ` on ${service}`;
  return {
    action: `Read the log of the service${on} at ${hostWords(candidate.targets)} for sessions from ${hostWords(candidate.actors)}${span === '' ? '' : `, ${span}`}.`,
    object: target,
  };
}

function confirmAdministration({ actor, target, candidate, service }: View): Action | null {
  if (actor === null || target === null) return null;
  const over = service === '' ? '' : ` over ${service}`;
  return {
    action: `Ask the owner of ${actor} whether it is meant to reach ${hostWords(candidate.targets)}${over}.`,
    object: actor,
  };
}

function compareRules({ actor, target, targetInside, candidate, service }: View): Action | null {
  const host = targetInside ? target : actor;
  if (host === null) return null;
  return {
    action: `Compare security group and network ACL of ${host}${service === '' ? '' : ` for ${service}`}: ${plural(candidate.flows, 'flow')} show a rule in the way.`,
    object: host,
  };
}

/** The interface whose logging has the gap: coverage candidates name no hosts, their lines do. */
function checkFlowLog({ candidate, id }: View): Action | null {
  const [object] = candidate.evidence.flatMap(({ text }) => /\beni-[0-9a-z]+\b/.exec(text)?.[0] ?? []);
  if (object === undefined) return null;
  return { action: `Check the settings and the delivery of the flow log of ${object} for the gap of ${id}.`, object };
}

/** Nothing was found: the one thing worth doing is a longer look, where checks lacked the records for it. */
function widerLog(notes: readonly Found[], { facts, checks, totals }: Investigation): Action[] {
  const gap = notes.flatMap((note) => checkFlowLog(viewOf(note, () => 'special')) ?? []).slice(0, 1);
  if (gap.length > 0) return gap;
  const starved = checks.find(({ outcome }) => outcome === 'insufficient');
  const [busiest] = facts.topSources;
  if (!starved || !busiest || totals.flows === 0) return [];
  return [
    {
      action: `Load flow logs of a longer period around ${busiest.address}: the check ${inSentence(starved.title)} needs ${plural(starved.needs, 'flow')}.`,
      object: busiest.address,
    },
  ];
}
