import type { Window } from '#lib/model/facts.ts';
import { Bucket } from '#lib/model/facts.ts';
import { defineFact } from '../fact.ts';

const bucketsMax = 120;
const day = 86_400;
/** Widths that people read off a clock, in seconds. */
const widths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, day];

export const timeline = defineFact({
  id: 'timeline',
  title: 'Flows and volume over time',
  row: Bucket,
  parameters: ({ window }) => ({ bucketSeconds: bucketSeconds(window) }),
  shape: (rows, { window }) => {
    const width = bucketSeconds(window);
    const seen = new Map(rows.map((row) => [row.start, row]));
    const first = rows[0]?.start ?? 0;
    const last = rows.at(-1)?.start ?? -1;
    // Silence is a fact as well: the buckets between without a record stand there with zeros.
    const buckets = Array.from({ length: Math.max(0, Math.floor((last - first) / width) + 1) }, (_, index) => {
      const start = first + index * width;
      return seen.get(start) ?? { start, flows: 0, accepted: 0, rejected: 0, bytesIn: 0, bytesOut: 0 };
    });
    return { bucketSeconds: width, buckets };
  },
});

/** The narrowest width that needs at most 120 buckets; whole days for anything longer than 120 days. */
function bucketSeconds(window: Window | null): number {
  const span = window ? window.end - window.start + 1 : 1;
  return widths.find((width) => span / width <= bucketsMax - 1) ?? Math.ceil(span / day / (bucketsMax - 1)) * day;
}
