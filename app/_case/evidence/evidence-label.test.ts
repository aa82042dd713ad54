import { expect, test } from 'vitest';
import { evidenceLabel } from './evidence-label.ts';

const lines = (...numbers: number[]) => numbers.map((line) => ({ source: 'paste', line }));

test.each([
  { known: lines(12, 20, 38), total: 27, label: 'L12–L38 · 27 lines' },
  { known: lines(38, 12), total: 2, label: 'L12–L38 · 2 lines' },
  { known: lines(3), total: 1, label: 'L3' },
  { known: lines(3), total: 1234, label: 'L3 · 1,234 lines' },
  { known: [], total: 4, label: '4 lines' },
])('$label', ({ known, total, label }) => {
  expect(evidenceLabel(known, total)).toBe(label);
});

test('lines of several files have no range', () => {
  expect(evidenceLabel([...lines(1), { source: 'b.log', line: 9 }], 2)).toBe('2 lines');
});
