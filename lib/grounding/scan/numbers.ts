import type { Range } from './claim.ts';

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: Record<string, number> = {
  dozen: 12,
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

const values = new Map<string, number>([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, 20 + index * 10]),
]);

const word = [...values.keys()].sort((a, b) => b.length - a.length).join('|');
const scale = Object.keys(scales).join('|');
const multipliers: Record<string, number> = { k: 1_000, m: 1_000_000, bn: 1_000_000_000, ...scales };

const boundWords = {
  about: 'about|around|approximately|approx\\.?|roughly|circa|close to|~|≈',
  below:
    'just under|just below|under|below|less than|fewer than|lower than|up to|at most|no more than|not more than|within|inside|nearly|almost|<=?|≤',
  above:
    'just over|just above|well over|over|above|more than|at least|no fewer than|no less than|greater than|larger than|upwards? of|in excess of|exceed(?:s|ed|ing)?|beyond|>=?|≥',
};

/** A number in digits or words as a pattern with the groups `bound`, `digits` or `words`, `scale` and `plus`. */
export const numberPattern =
  `(?:(?<bound>(?<![\\w])(?:${boundWords.about}|${boundWords.below}|${boundWords.above}))\\s*(?:the |a total of |of )?)?` +
  `(?:(?<![\\w.,']|[A-Za-z]-)(?<digits>\\d{1,3}(?:[,'_]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)(?!\\d|[.,']\\d)` +
  `|(?<![\\w-])(?<words>(?:half an? (?=dozen)|an? (?=(?:${scale})\\b))?(?:${word}|${scale})(?:[- ](?:and )?(?:${word}|${scale}))*)(?!\\w))` +
  `(?:\\s?(?<scale>k|K|M|bn|hundred|thousand|million|billion)(?![\\w]))?(?<plus>\\+)?`;

/** What a match of {@link numberPattern} may stand for. */
export interface Written {
  value: number;
  /** Half of the last digit given: 0 for a whole number without a unit. */
  half: number;
  bound: 'about' | 'below' | 'above' | null;
  /** Written with letters. */
  spelled: boolean;
  /** Written with a decimal point, a scale or groups. */
  plain: boolean;
}

export function writtenNumber(groups: Record<string, string | undefined>): Written {
  const digits = groups.digits;
  const factor = multipliers[(groups.scale ?? '').toLowerCase()] ?? 1;
  const bound = groups.plus ? 'above' : boundOf(groups.bound);
  if (digits === undefined) {
    return { value: spelledNumber(groups.words ?? '') * factor, half: 0, bound, spelled: true, plain: true };
  }
  const decimals = digits.split('.')[1]?.length ?? 0;
  const half = decimals > 0 || factor > 1 ? (0.5 * factor) / 10 ** decimals : 0;
  return {
    value: Number(digits.replace(/[,'_]/g, '')) * factor,
    half,
    bound,
    spelled: false,
    plain: /^\d+$/.test(digits) && factor === 1,
  };
}

/**
 * The values a written number of a unit may stand for. `slack` is how far a bound such as «over» may reach, as a
 * factor; `loss` is the most a rounding may lose, as a share: 1 GB is not 520 MB.
 */
export function rangeOf({ value, half, bound }: Written, { unit = 1, slack = 1.5, loss = 0.1 } = {}): Range {
  const exact = value * unit;
  const rounding = Math.min(unit > 1 ? (half || 0.5) * unit : half, exact * loss);
  if (bound === 'above') return { low: exact - rounding, high: exact * slack };
  if (bound === 'below') return { low: exact / slack, high: exact + rounding };
  const width = bound === 'about' ? Math.max(rounding, exact * 0.05) : rounding;
  return { low: exact - width, high: exact + width };
}

/** True for what `range` holds; a measure with decimals may be written rounded to a whole number. */
export function inRange(value: number, { low, high }: Range): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(value));
  if (value >= low - slack && value <= high + slack) return true;
  return (
    low === high &&
    Number.isInteger(low) &&
    !Number.isInteger(value) &&
    Math.abs(value) >= 1 &&
    Math.round(value) === low
  );
}

function boundOf(words: string | undefined): Written['bound'] {
  if (!words) return null;
  const text = words.toLowerCase();
  const found = (['about', 'below', 'above'] as const).find((key) => new RegExp(`^(?:${boundWords[key]})$`).test(text));
  return found ?? null;
}

/** `two hundred and five` as 205, `half a dozen` as 6. */
function spelledNumber(words: string): number {
  let total = 0;
  let current = 0;
  for (const part of words.toLowerCase().split(/[\s-]+/)) {
    const factor = scales[part];
    const value = values.get(part);
    if (part === 'half') current = 0.5;
    else if (value !== undefined) current += value;
    else if (factor === undefined) continue;
    else if (factor <= 100) current = (current === 0 ? 1 : current) * factor;
    else {
      total += (current === 0 ? 1 : current) * factor;
      current = 0;
    }
  }
  return total + current;
}
