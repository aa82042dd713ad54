import type { Claim, Range, Scanner, ShareOf } from './claim.ts';
import { countedBy, isOutcome } from './nouns.ts';
import { numberPattern, rangeOf, writtenNumber } from './numbers.ts';
import { matches } from './text.ts';

const byteUnits: Record<string, number> = {
  b: 1,
  byte: 1,
  octet: 1,
  kb: 1e3,
  kilobyte: 1e3,
  kib: 1024,
  kibibyte: 1024,
  mb: 1e6,
  megabyte: 1e6,
  mib: 1024 ** 2,
  mebibyte: 1024 ** 2,
  gb: 1e9,
  gigabyte: 1e9,
  gib: 1024 ** 3,
  gibibyte: 1024 ** 3,
  gig: 1e9,
  meg: 1e6,
  tb: 1e12,
  terabyte: 1e12,
  tib: 1024 ** 4,
  tebibyte: 1024 ** 4,
  pb: 1e15,
  petabyte: 1e15,
  pib: 1024 ** 5,
};
const byteUnit =
  '(?<unit>(?:kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi)?bytes?|octets?|[KMGTP]i?B|B|[mg]egs?|gigs?)(?![\\w])';
const timeUnits: Record<string, number> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  year: 31_556_952,
};
const timeUnit =
  '(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|months?|years?)(?![\\w])';
const per =
  '\\s?(?:per|\\/|an?\\s|each|every)\\s?(?<per>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![\\w])';

const pattern = (after: string) => new RegExp(`${numberPattern}${after}`, 'gi');
const byteRate = pattern(`[\\s-]?${byteUnit}${per}`);
const bitRate = pattern(
  '[\\s-]?(?<prefix>[kmgt])?(?<what>bps|bits?\\s?(?:\\/|per )\\s?s(?:ec(?:ond)?)?|bits?)(?![\\w])',
);
const countRate = pattern(
  `\\s(?:\\w+\\s)?(?<of>flows|packets|pps|connections|attempts|requests|records|tries|probes|times|hits)?${per}`,
);
const sized = pattern(`[\\s-]?${byteUnit}`);
const labelledBytes = new RegExp(`\\bbytes?\\s*[:=]\\s*${numberPattern}(?![\\w%])`, 'gi');
const lasting = pattern(`[\\s-]?${timeUnit}`);
const articleDuration =
  /(?:(?<bound>\b(?:just under|under|less than|within|in|over|more than|at least|about|around|roughly|nearly|almost|every|for|lasted|after)\b)\s)(?:an?)\s(?<unit>second|minute|hour|day|week)(?![\w])/gi;
const halfDuration =
  /(?:\b(?<bound>within|under|less than|in under|over|more than|about|around|roughly|nearly|almost)\s)?\bhalf an?\s(?<unit>minute|hour|day)(?![\w])/gi;
const percent = pattern('\\s?(?:%|percent(?:age points?)?\\b|per\\s?cent\\b|pct\\b)');
const multiple = pattern(
  '(?:\\s?(?:x|×)(?![\\w])|[\\s-]?fold\\b|\\s?:\\s?1(?![\\d:.])|\\stimes(?=\\s(?:more|as|the|what|that|larger|higher|greater|bigger|its|their|over|than|above|larger)\\b))',
);
const fractions: readonly [RegExp, number][] = [
  [/\b(?:one[- ]|a )?half(?!-| an? (?:hour|minute|day|dozen))\b(?! dozen)/gi, 50],
  [/\b(?:one|a)[- ]third\b/gi, 100 / 3],
  [/\btwo[- ]thirds\b/gi, 200 / 3],
  [/\b(?:one|a)[- ]quarter\b/gi, 25],
  [/\bthree[- ]quarters\b/gi, 75],
];

/** Rates, sizes in bytes, shares, multiples and durations: numbers with a unit. */
export const scanQuantities: Scanner = (text) => [
  ...matches(text, byteRate, (match, span) => rate(match, span, 'bytes', byteUnits[unitOf(match)] ?? 1)),
  ...matches(text, bitRate, (match, span) => {
    const power = ['', 'k', 'm', 'g', 't'].indexOf((match.groups?.prefix ?? '').toLowerCase());
    const range = rangeOf(writtenNumber(match.groups ?? {}), { unit: 1000 ** power / 8 });
    const rated = match.groups?.what !== 'bit' && match.groups?.what !== 'bits';
    return rated ? { ...span, kind: 'rate', range, perSeconds: 1, of: 'bytes' } : { ...span, kind: 'bytes', range };
  }),
  ...matches(text, countRate, (match, span) =>
    rate(match, span, /packets|pps/i.test(match.groups?.of ?? '') ? 'packets' : 'flows', 1),
  ),
  ...matches(text, sized, (match, span) => ({
    ...span,
    kind: 'bytes',
    range: rangeOf(writtenNumber(match.groups ?? {}), { unit: byteUnits[unitOf(match)] ?? 1 }),
  })),
  ...matches(text, labelledBytes, (match, span) => ({
    ...span,
    kind: 'bytes',
    range: rangeOf(writtenNumber(match.groups ?? {})),
  })),
  ...matches(text, percent, (match, span) => {
    const written = writtenNumber(match.groups ?? {});
    const range = rangeOf({ ...written, half: written.half || 0.5 }, { loss: 1, slack: 1.2 });
    return { ...span, kind: 'percentage', range, of: shareOf(text.slice(span.end)) };
  }),
  ...fractions.flatMap(([words, share]) =>
    matches(text, words, (_, span) => ({
      ...span,
      kind: 'percentage',
      range: { low: share - 2.5, high: share + 2.5 },
      of: shareOf(text.slice(span.end)),
    })),
  ),
  ...matches(text, multiple, (match, span) => {
    const written = writtenNumber(match.groups ?? {});
    return { ...span, kind: 'ratio', range: rangeOf({ ...written, half: written.half || 0.5 }, { loss: 0.2 }) };
  }),
  ...matches(text, /\b(?:twice(?= (?:as|the|what|its|their))|doubled?|two-?fold)\b/gi, (_, span) => ({
    ...span,
    kind: 'ratio',
    range: { low: 1.9, high: 2.1 },
  })),
  ...matches(text, /\b(?:thrice(?= (?:as|the))|tripled?|three-?fold)\b/gi, (_, span) => ({
    ...span,
    kind: 'ratio',
    range: { low: 2.85, high: 3.15 },
  })),
  ...durations(text),
];

/** «71% of the flows were refused» is a share of refused ones, «90% of all bytes» one of bytes. */
function shareOf(tail: string): ShareOf {
  if (/^\s*(?:of\s+)?(?:(?:all|the|total|its|outbound|inbound)\s+)*(?:bytes|traffic|volume|data)\b/i.test(tail))
    return 'bytes';
  if (/^\s*(?:of\s+)?(?:(?:all|the|total|its)\s+)*packets\b/i.test(tail)) return 'packets';
  const kinds = countedBy(tail.replace(/^\s*\)?\s*of\s+(?:the\s+|all\s+|its\s+)*/i, ' '));
  return kinds !== null && isOutcome(kinds) ? (kinds[0] === 'accepted' ? 'accepted' : 'rejected') : 'any';
}

/** `6 h 36 min` and `1 minute and 5 seconds` are one claim; so is «under a minute». */
function durations(text: string): Claim[] {
  const parts = matches(text, lasting, (match, span) => {
    const unit = match.groups?.unit ?? '';
    // A capital M after a number is a million.
    if (unit === 'M') return null;
    const written = writtenNumber(match.groups ?? {});
    return { ...span, kind: 'duration', range: durationRange(written, timeUnits[singular(unit)] ?? 1) };
  });
  const joined: Claim[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const between = last ? text.slice(last.end, part.start) : '';
    if (
      last?.kind === 'duration' &&
      part.kind === 'duration' &&
      /^\s?(?:,|and|, and)?\s?$/.test(between) &&
      last.range.high > part.range.high * 2
    ) {
      const span = { text: text.slice(last.start, part.end), start: last.start, end: part.end };
      const whole = (last.range.low + last.range.high) / 2;
      // Parts are cut off as often as rounded: 59 s more may hide behind «6 h 36 min».
      joined[joined.length - 1] = {
        ...span,
        kind: 'duration',
        range: { low: whole + part.range.low, high: whole + part.range.high * 1.5 },
      };
    } else joined.push(part);
  }
  const articles = matches(text, articleDuration, (match, span) => {
    const [bound, unit] = [(match.groups?.bound ?? '').toLowerCase(), timeUnits[match.groups?.unit ?? ''] ?? 1];
    return { ...span, kind: 'duration', range: worded(bound, unit) };
  });
  const halves = matches(text, halfDuration, (match, span) => {
    const unit = (timeUnits[match.groups?.unit ?? ''] ?? 1) / 2;
    return { ...span, kind: 'duration', range: worded((match.groups?.bound ?? '').toLowerCase(), unit) };
  });
  return [...halves, ...articles, ...joined];
}

/** «Under a minute» holds for any shorter time worth the words, «about a minute» for what is near it. */
function worded(bound: string, seconds: number): Range {
  if (/under|less|within|^in$|nearly|almost/.test(bound)) return { low: seconds / 10, high: seconds };
  if (/over|more|least/.test(bound)) return { low: seconds, high: seconds * 2 };
  return { low: seconds * 0.8, high: seconds * 1.2 };
}

function durationRange(written: ReturnType<typeof writtenNumber>, unit: number) {
  // «Within 5 minutes» holds for 20 seconds as well.
  const slack = written.bound === 'below' ? 10 : 2;
  return rangeOf({ ...written, half: unit === 1 ? written.half : written.half || 0.5 }, { unit, slack, loss: 0.2 });
}

function rate(
  match: RegExpExecArray,
  span: { text: string; start: number; end: number },
  of: 'bytes' | 'packets' | 'flows',
  unit: number,
): Claim {
  const written = writtenNumber(match.groups ?? {});
  const perSeconds = timeUnits[singular(match.groups?.per ?? 's')] ?? 1;
  return { ...span, kind: 'rate', range: rangeOf({ ...written, half: written.half || 0.5 }, { unit }), perSeconds, of };
}

const unitOf = (match: RegExpExecArray): string => singular(match.groups?.unit ?? '');
const singular = (unit: string): string => {
  const lower = unit.toLowerCase();
  return lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
};
