import { expect, test } from 'vitest';
import { chartBars, peak } from './chart-bars.ts';

const bucket = (start: number, flows: number) => ({
  start,
  flows,
  accepted: 1,
  rejected: flows - 1,
  bytesIn: 10,
  bytesOut: flows * 100,
});

test('as many bars as buckets while they fit', () => {
  const bars = chartBars({ bucketSeconds: 60, buckets: [bucket(600, 2), bucket(660, 3)] }, 120);
  expect(bars.map(({ start, end, flows }) => [start, end, flows])).toEqual([
    [600, 660, 2],
    [660, 720, 3],
  ]);
});

test('more buckets than bars: neighbours are summed and nothing is lost', () => {
  const buckets = Array.from({ length: 1000 }, (_, index) => bucket(index * 60, 2));
  const bars = chartBars({ bucketSeconds: 60, buckets }, 120);
  expect(bars.length).toBeLessThanOrEqual(120);
  expect(bars.reduce((sum, bar) => sum + bar.flows, 0)).toBe(2000);
  expect(bars.reduce((sum, bar) => sum + bar.bytesOut, 0)).toBe(200_000);
  expect(new Set(bars.map((bar) => bar.end - bar.start))).toEqual(new Set([540]));
});

test('time without traffic has no bar but keeps its place', () => {
  const bars = chartBars({ bucketSeconds: 60, buckets: [bucket(0, 1), bucket(60_000, 1)] }, 120);
  expect(bars.map((bar) => bar.start)).toEqual([0, 59_940]);
});

test('no buckets, no bars', () => {
  expect(chartBars({ bucketSeconds: 60, buckets: [] }, 120)).toEqual([]);
});

test('the peak is the largest; nothing at all has none', () => {
  const bars = chartBars({ bucketSeconds: 60, buckets: [bucket(0, 2), bucket(60, 7), bucket(120, 7)] }, 120);
  expect(peak(bars, 'bytesOut')?.start).toBe(60);
  expect(peak(bars, 'rejected')?.rejected).toBe(6);
  expect(peak(chartBars({ bucketSeconds: 60, buckets: [bucket(0, 1)] }, 120), 'rejected')).toBeNull();
});
