import type { Investigation } from '#lib/model/investigation.ts';
import { severityRank } from '#lib/model/scale.ts';
import { type AddressScope, addressScopes } from '#lib/names/address-scope.ts';
import { plural } from '#lib/names/format.ts';
import { type Answered, answersTo, logActions } from './answers.ts';
import { familyOf } from './detection-families.ts';
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
 * second finding before the second answer to the first. Notes on the log itself come last; nothing is made up to fill
 * the list.
 */
export function immediateActions(findings: readonly Found[], investigation: Investigation): Action[] {
  const scopeOf = addressScopes(investigation);
  const ranked = findings
    .filter(isSuspicious)
    .flatMap((found, index) =>
      answersTo(answered(found, scopeOf), investigation).map((action, turn) => ({ ...action, rank: index + 2 * turn })),
    );
  const notes = findings.filter((found) => !isSuspicious(found)).flatMap(logActions);
  const chosen = new Map<string, Action>();
  for (const { kind, action, object } of [...ranked.sort((a, b) => a.rank - b.rank), ...notes]) {
    // A host is isolated once, however many findings ask for it.
    const key = `${kind} ${object}`;
    if (chosen.size < actionsMax && !chosen.has(key)) chosen.set(key, { action, object });
  }
  return findings.length > 0 ? [...chosen.values()] : longerLook(investigation);
}

function answered(found: Found, scopeOf: (address: string) => AddressScope): Answered {
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
    actors: hostWords(candidate.actors),
    targets: hostWords(candidate.targets),
    service: serviceWords(candidate),
    span: spanWords(candidate, 'short'),
  };
}

/** Nothing was found: the one thing worth doing is a longer look, where checks lacked the records for it. */
function longerLook({ facts, checks, totals }: Investigation): Action[] {
  const starved = checks.find(({ outcome }) => outcome === 'insufficient');
  const [busiest] = facts.topSources;
  if (!starved || !busiest || totals.flows === 0) return [];
  const { address } = busiest;
  const why = `the check ${inSentence(starved.title)} needs ${plural(starved.needs, 'flow')}`;
  return [{ action: `Load flow logs of a longer period around ${address}: ${why}.`, object: address }];
}
