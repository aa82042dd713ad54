import type { Investigation } from '#lib/model/investigation.ts';
import { type AddressScope, addressScopes } from '#lib/names/address-scope.ts';
import { joinWords, plural } from '#lib/names/format.ts';
import { type Family, familyOf } from './detection-families.ts';
import { type Found, isSuspicious } from './found.ts';
import { hostWords, inSentence, sentence, serviceWords, spanWords } from './words.ts';

const linesMax = 8;

/** Which other logs would settle the findings, and what stays open, each about something in the log. */
export function furtherInvestigation(findings: readonly Found[], investigation: Investigation) {
  const scopeOf = addressScopes(investigation);
  const suspicious = findings.filter(isSuspicious);
  // Several findings about the same ends ask the same.
  const asked = new Map<string, string[]>();
  for (const found of suspicious) {
    const family = familyOf(found.candidate, scopeOf);
    const key = [family, found.candidate.actors, found.candidate.targets].join(' ');
    if (!asked.has(key)) asked.set(key, questionsOf(found, family, scopeOf));
  }
  const questions = [
    ...[...asked.values()].flat(),
    ...unknownRoles(suspicious, investigation),
    ...(suspicious.length === 0 ? quietQuestions(investigation) : []),
  ];
  return {
    logSources: [...new Set([...confirmations(findings, scopeOf), ...missingRecords(investigation)])].slice(
      0,
      linesMax,
    ),
    questions: [...new Set(questions)].slice(0, linesMax),
  };
}

/** One line a log, with the hosts and findings that it would speak to; the first wish of each finding comes first. */
function confirmations(findings: readonly Found[], scopeOf: (address: string) => AddressScope): string[] {
  const asking = new Map<string, Found[]>();
  const longest = Math.max(0, ...findings.map(({ candidate }) => candidate.confirm.length));
  for (let turn = 0; turn < longest; turn++) {
    for (const found of findings) {
      const source = found.candidate.confirm[turn];
      if (source !== undefined && fits(source, found, scopeOf))
        asking.set(source, [...(asking.get(source) ?? []), found]);
    }
  }
  return [...asking].map(([source, askers]) =>
    sentence(`${source.replace(/\.$/, '')} (${aboutWords(source, askers)})`),
  );
}

function fits(source: string, { candidate }: Found, scopeOf: (address: string) => AddressScope): boolean {
  // «Who owns …» is a question and stands with the questions.
  if (/^(?:who|whether|is|does)\b/i.test(source)) return false;
  // Nobody has the telemetry of an outside host.
  return (
    !/source, where it is an internal host/.test(source) ||
    candidate.actors.some((address) => scopeOf(address) === 'internal')
  );
}

function aboutWords(source: string, askers: readonly Found[]): string {
  const sides = [
    askers.flatMap(({ candidate }) => candidate.actors),
    askers.flatMap(({ candidate }) => candidate.targets),
  ].map((side) => [...new Set(side)]);
  const hosts = sides.flat().some((host) => source.includes(host))
    ? ''
    : sides
        .map(hostWords)
        .filter((words) => words !== '')
        .join(' and ');
  const [only] = askers;
  const logged = /\b(?:logs?|alerts?|telemetry|CloudTrail|capture)\b/i.test(source);
  const span = only && askers.length === 1 && logged ? spanWords(only.candidate, 'short') : '';
  return [hosts, span, hostWords(askers.map(({ id }) => id))].filter((part) => part !== '').join('; ');
}

/** Fields and records without which checks could not look. */
function missingRecords({ checks, totals }: Investigation): string[] {
  if (totals.flows === 0) return ['Flow logs of the same interfaces from a period with traffic.'];
  const byField = new Map<string, string[]>();
  for (const check of checks) {
    if (check.outcome !== 'unavailable') continue;
    for (const field of check.missing) byField.set(field, [...(byField.get(field) ?? []), inSentence(check.title)]);
  }
  const starved = checks.filter(({ outcome }) => outcome === 'insufficient').map(({ title }) => inSentence(title));
  return [
    ...[...byField].map(([field, titles]) => sentence(`Flow logs with the field ${field}, for ${joinWords(titles)}`)),
    ...(starved.length > 0
      ? [sentence(`Flow logs of a longer period than these ${plural(totals.flows, 'flow')}, for ${joinWords(starved)}`)]
      : []),
  ];
}

function questionsOf({ candidate, id }: Found, family: Family, scopeOf: (address: string) => AddressScope): string[] {
  const actors = hostWords(candidate.actors);
  const targets = hostWords(candidate.targets);
  const service = serviceWords(candidate);
  const on = service === '' ? '' : ` on ${service}`;
  if (actors === '')
    return targets === '' ? [`What was not recorded in the gap of ${id}?`] : [`What reached ${targets}${on}?`];
  const many = candidate.actors.length > 1;
  const inside = candidate.actors.some((address) => scopeOf(address) === 'internal');
  const to = targets === '' ? '' : ` to ${targets}`;
  const process = `Which process on ${actors} opened the conversations${to}${on}?`;
  switch (family) {
    case 'probe':
      return [
        `${many ? 'Are' : 'Is'} ${actors} authorised to scan${targets === '' ? '' : ` ${targets}`}?`,
        ...(inside ? [process] : []),
      ];
    case 'login':
      return [`Did a session of ${actors}${targets === '' ? '' : ` at ${targets}`}${on} end in a login?`];
    case 'exposure':
      return [
        `Who needs ${service === '' ? 'access' : service}${targets === '' ? '' : ` of ${targets}`} from ${actors}?`,
      ];
    case 'egress':
      return [
        ...(targets === '' ? [] : [`Who owns ${targets}, and is it a sanctioned destination of ${actors}?`]),
        process,
      ];
    case 'lateral':
      return [`Does ${actors} administer ${targets === '' ? 'other hosts' : targets}${on} by design?`];
    case 'refused':
      return [`Since when is ${actors} refused${targets === '' ? '' : ` by ${targets}`}${on}, and what changed?`];
    case 'flood':
      return [`Did ${targets === '' ? 'the service' : targets} stay reachable during ${id}?`];
    case 'metadata':
      return [`Which process on ${actors} asked the metadata service?`];
    case 'coverage':
      return [`What was not recorded in the gap of ${id}?`];
  }
}

/** Hosts of the findings of which the traffic does not tell what they are. */
function unknownRoles(findings: readonly Found[], { facts }: Investigation): string[] {
  const involved = new Set(findings.flatMap(({ candidate }) => [...candidate.actors, ...candidate.targets]));
  const unknown = facts.assets.filter(({ address, role }) => involved.has(address) && role === 'not identifiable');
  return unknown.length > 0 ? [`What is the role of ${hostWords(unknown.map(({ address }) => address))}?`] : [];
}

function quietQuestions({ facts, totals, input }: Investigation): string[] {
  const outside = facts.topSources.find(({ scope }) => scope === 'external');
  if (outside) return [`Is the traffic from ${outside.address} (${plural(outside.flows, 'flow')}) expected?`];
  if (totals.flows > 0) return [];
  return [
    ...(input.noData > 0 ? ['Were the logged interfaces meant to carry traffic in this period?'] : []),
    ...(input.skipData > 0 ? ['Which flows fell into the SKIPDATA intervals?'] : []),
  ];
}
