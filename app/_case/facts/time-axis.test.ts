import { expect, test } from 'vitest';
import { percentOf, timeTicks } from './time-axis.ts';

const start = Date.UTC(2024, 0, 15, 14, 23, 15) / 1000;

test('within a minute the seconds are told, in UTC', () => {
  const labels = timeTicks(start, start + 58, 5).map((tick) => tick.label);
  expect(labels).toContain('14:23:30Z');
});

test('over hours the minutes are enough, and a midnight is told by its day', () => {
  const labels = timeTicks(start, start + 12 * 3600, 5).map((tick) => tick.label);
  expect(labels).toContain('18:00Z');
  expect(labels).toContain('01-16');
});

test('over weeks the days are enough', () => {
  expect(timeTicks(start, start + 20 * 86_400, 5).every(({ label }) => /^\d\d-\d\d$/.test(label))).toBe(true);
});

test('every tick lies within the picture', () => {
  for (const seconds of [1, 58, 3600, 86_400, 400 * 86_400]) {
    const ticks = timeTicks(start, start + seconds, 5);
    expect(ticks.every(({ percent }) => percent >= 0 && percent <= 100)).toBe(true);
    expect(ticks.length).toBeLessThan(14);
  }
});

test('a span of no length has its beginning at the left', () => {
  expect(percentOf(start, start, start)).toBe(0);
});
