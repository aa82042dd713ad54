import type { CountKind } from './claim.ts';

export const flowLike: readonly CountKind[] = ['flows', 'rejected', 'accepted', 'lines'];

const nouns: readonly [RegExp, readonly CountKind[]][] = [
  [
    /^(?:flows?|records?|connections?|conversations?|sessions?|events?|entr(?:y|ies)|rows?|attempts?|tr(?:y|ies)|probes?|requests?|hits?|times|occasions?|exchanges?|transfers?|uploads?|downloads?|logins?|trials?|flow)$/,
    flowLike,
  ],
  [
    /^(?:reject(?:s|ed|ions?)?|refus(?:ed|als?)|den(?:ied|ials?)|blocked|blocks|drop(?:s|ped)|failures?)$/,
    ['rejected'],
  ],
  [/^(?:accept(?:s|ed|ances?)?|allowed|permitted|answered|succeeded)$/, ['accepted']],
  [/^lines?$/, ['lines', 'flows', 'rejected']],
  [/^packets?$/, ['packets']],
  [/^(?:ports?|services?)$/, ['ports']],
  [
    /^(?:hosts?|address(?:es)?|ips?|peers?|assets?|targets?|sources?|destinations?|machines?|servers?|clients?|systems?|instances?|endpoints?|actors?|initiators?|responders?|pairs?|parties|party|scanners?|neighbou?rs?|nodes?|attackers?)$/,
    ['hosts'],
  ],
  [/^(?:findings?|candidates?|anomal(?:y|ies)|alerts?|issues?|detections?|patterns?|incidents?)$/, ['findings']],
  [/^(?:checks?|rules?|tests?|detectors?)$/, ['checks']],
  [/^(?:techniques?|mappings?|tactics?)$/, ['techniques']],
  [/^(?:interfaces?|enis?)$/, ['interfaces']],
  [/^(?:files?|inputs?|logs?)$/, ['files']],
];

// Where the words that belong to a number end.
const stop =
  /^(?:in|on|to|from|of|by|with|without|were|was|are|is|be|been|at|for|that|which|who|and|or|but|over|under|between|within|against|towards?|into|via|per|than|as|while|when|during|after|before|had|has|have|it|its|this|these|the|a|an|more|went|came|made|sent|tried|using|through|across|out)$/i;

/** The kinds a noun stands for, or null for a word that is no noun of the log. */
export function countKindsOf(word: string): readonly CountKind[] | null {
  return nouns.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? null;
}

/**
 * What the words after a number say it counts: the last noun before a preposition or a verb («12 destination ports»),
 * narrowed to refused or accepted ones where the same clause says so («10 of them were refused»). Null for nothing known.
 */
export function countedBy(tail: string): readonly CountKind[] | null {
  const clause = /^[^.,;:!?()\d\uFFFC]*/.exec(tail.replace(/^(?:\s+of\s+(?:the\s+|all\s+)?\d[\d,]*)/, ''))?.[0] ?? '';
  const words = clause
    .trim()
    .split(/[\s-]+/)
    .filter(Boolean);
  const end = words.findIndex((word) => stop.test(word));
  const phrase = end < 0 ? words.slice(0, 6) : words.slice(0, Math.min(end, 6));
  const named = phrase.map(countKindsOf).filter((kinds) => kinds !== null);
  const kinds = named.at(-1) ?? null;
  if (kinds !== null && kinds !== flowLike) return kinds;
  const outcome = outcomeIn(kinds === null ? words.slice(0, 5) : words.slice(0, 7));
  return outcome ?? kinds;
}

/** What the words before a number say it counts, as in «flows: 12» or «refused 10 times». */
export function countedBefore(head: string): readonly CountKind[] | null {
  const match = /(?<word>[A-Za-z]+)(?:\s+count)?\s*(?:[:=]|\bis|\bwas|\bof)?\s*$/.exec(head);
  return match?.groups?.word ? countKindsOf(match.groups.word) : null;
}

/** True for what was refused alone, or answered alone. */
export const isOutcome = (kinds: readonly CountKind[]): boolean =>
  kinds.length === 1 && (kinds[0] === 'rejected' || kinds[0] === 'accepted');

function outcomeIn(words: readonly string[]): readonly CountKind[] | null {
  for (const word of words) {
    if (/^(?:and|but|while)$/i.test(word)) return null;
    const kinds = countKindsOf(word);
    if (kinds !== null && isOutcome(kinds)) return kinds;
  }
  return null;
}
