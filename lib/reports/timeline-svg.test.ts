import { expect, test } from 'vitest';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { timelineSvg } from './timeline-svg.ts';

const { timeline } = sampleInvestigation().facts;
const bucket = { flows: 0, accepted: 0, rejected: 0, bytesIn: 0, bytesOut: 0 };

/** The bars: their fill and the numbers of their rectangle. */
const bars = (svg: string) =>
  [
    ...svg.matchAll(
      /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" style="fill:(var\(--accepted|url)/g,
    ),
  ]
    .map(([, x, y, width, height, fill]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
      fill,
    }))
    .filter(({ y }) => y > 6);

test('its height is in proportion to the flows, rejected on accepted', () => {
  const [accepted, rejected, nextAccepted, nextRejected] = bars(timelineSvg(timeline));
  expect(accepted?.height).toBeCloseTo(3 * (nextAccepted?.height ?? 0), 1);
  expect(rejected?.height).toBeCloseTo(2 * (accepted?.height ?? 0), 1);
  expect((rejected?.y ?? 0) + (rejected?.height ?? 0)).toBeCloseTo(accepted?.y ?? 0, 1);
  expect(nextRejected?.fill).toBe('url');
});

test('a summary says the same in words', () => {
  expect(timelineSvg(timeline)).toContain(
    '>Flows from 2024-01-15 14:23:00Z to 2024-01-15 14:24:00Z: 4 accepted, 10 rejected; most in the interval from 2024-01-15 14:23:00Z (9 flows).</title>',
  );
});

test('an interval without flows has no bar, and time between intervals stays empty', () => {
  const buckets = [0, 600].map((start) => ({ ...bucket, start, flows: 1, accepted: 1 }));
  const svg = timelineSvg({ bucketSeconds: 60, buckets: [...buckets, { ...bucket, start: 660 }] });
  const [first, second] = bars(svg);
  expect(bars(svg)).toHaveLength(2);
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThan(9 * (first?.width ?? 0));
});

test('thousands of intervals: each bar keeps a pixel', () => {
  const buckets = Array.from({ length: 3000 }, (_, index) => ({ ...bucket, start: index * 60, flows: 1, rejected: 1 }));
  const svg = timelineSvg({ bucketSeconds: 60, buckets });
  expect(bars(svg)).toHaveLength(3000);
  expect(Math.min(...bars(svg).map(({ width }) => width))).toBe(1);
});

test('ticks count whole flows', () => {
  const labels = [
    ...timelineSvg({ bucketSeconds: 60, buckets: [{ ...bucket, start: 0, flows: 1, accepted: 1 }] }).matchAll(
      /text-anchor="end"[^>]*>([^<]*)</g,
    ),
  ];
  expect(labels.map(([, label]) => label)).toEqual(['0', '1']);
});

test('no interval, no picture', () => {
  expect(timelineSvg({ bucketSeconds: 60, buckets: [] })).toBe('');
});
