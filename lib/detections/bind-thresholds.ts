import { AppError } from '#lib/model/app-error.ts';
import type { Detection, JudgeContext, Threshold } from './detection.ts';

export type Bound = Pick<JudgeContext, 'thresholds' | 'lists'>;

/** The thresholds of a detection as this run binds them: by regime, changed by the person, windows never below the aggregation interval. */
export function bindThresholds(
  { id, thresholds }: Pick<Detection, 'id' | 'thresholds'>,
  {
    regime,
    aggregationSeconds,
    overrides,
  }: Pick<JudgeContext, 'regime' | 'aggregationSeconds'> & { overrides: Readonly<Record<string, number>> },
): Bound {
  const bound: Bound = { thresholds: {}, lists: {} };
  for (const [name, threshold] of Object.entries(thresholds)) {
    const own = ownValue(threshold, regime);
    if (typeof own !== 'number') {
      bound.lists[name] = own;
      continue;
    }
    const value = overrides[`${id}.${name}`] ?? own;
    bound.thresholds[name] = isWindow(name) ? Math.max(value, aggregationSeconds) : value;
  }
  return bound;
}

/** Refuses changes that name no threshold, or give one no number a count can be compared with. Throws `bad-value`. */
export function checkOverrides(
  detections: readonly Pick<Detection, 'id' | 'thresholds'>[],
  overrides: Readonly<Record<string, number>>,
): void {
  const known = detections.flatMap(({ id, thresholds }) => numberNames(thresholds).map((name) => `${id}.${name}`));
  for (const [key, value] of Object.entries(overrides)) {
    if (!known.includes(key)) {
      const near = known.filter((name) => name.startsWith(`${key.split('.')[0]}.`));
      throw new AppError('bad-value', {
        detail: `There is no threshold «${key.slice(0, 80)}».`,
        hint: `Known are ${(near.length > 0 ? near : known).join(', ')}.`,
      });
    }
    if (!Number.isFinite(value) || value < 0) {
      throw new AppError('bad-value', {
        detail: `«${key}» cannot be ${value}.`,
        hint: 'A threshold is a number from 0 up.',
      });
    }
  }
}

const isWindow = (name: string): boolean => /windowSeconds$/i.test(name);

function ownValue(threshold: Threshold, regime: JudgeContext['regime']): number | readonly number[] {
  if ('value' in threshold) return threshold.value;
  return regime === 'S' ? threshold.small : threshold.large;
}

const numberNames = (thresholds: Detection['thresholds']): string[] =>
  Object.entries(thresholds)
    .filter(([, threshold]) => !('value' in threshold) || typeof threshold.value === 'number')
    .map(([name]) => name);
