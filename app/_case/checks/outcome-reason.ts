import type { Check, Outcome } from '#lib/model/detection.ts';
import { formatCount, formatPorts, joinWords, plural } from '#lib/names/format.ts';

/** In the order of the page: what was found, what was ruled out, what could not be looked at. */
export const outcomes: readonly Outcome[] = ['fired', 'quiet', 'insufficient', 'unavailable', 'failed'];

/** Why a check ended as it did, in words; thresholds under their own names. */
export function outcomeReason({ outcome, candidates, has, needs, missing, error, thresholds }: Check): string {
  switch (outcome) {
    case 'fired':
      return sentence([plural(candidates, 'candidate'), thresholdWords(thresholds)]);
    case 'quiet':
      return thresholdWords(thresholds) || `${plural(has, 'record')} looked at`;
    case 'insufficient':
      return `Has ${plural(has, 'record')}, needs ${formatCount(needs)}`;
    case 'unavailable':
      return `Needs ${joinWords(missing)}, which these logs do not carry`;
    case 'failed':
      return error ?? 'No reason was given';
  }
}

/** `distinctPortsMin` 5 as `distinct ports min 5`. */
export function thresholdWords(thresholds: Check['thresholds']): string {
  return Object.entries(thresholds)
    .map(([name, value]) => `${words(name)} ${typeof value === 'number' ? numberText(value) : formatPorts(value)}`)
    .join(', ');
}

/** A name in camel case as words. */
export function words(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`);
}

/** Whole numbers with separators, fractions as they are. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(4)));
}

const sentence = (parts: readonly string[]) => parts.filter((part) => part !== '').join('; ');
