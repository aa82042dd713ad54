import { expect, test } from 'vitest';
import { bindThresholds, checkOverrides } from './bind-thresholds.ts';
import type { Threshold } from './detection.ts';

const thresholds: Record<string, Threshold> = {
  hostsMin: { small: 5, large: 11, unit: 'hosts', source: 'test' },
  windowSeconds: { value: 300, unit: 'seconds', source: 'test' },
  burstWindowSeconds: { value: 30, unit: 'seconds', source: 'test' },
  adminPorts: { value: [22, 3389], unit: 'ports', source: 'test' },
};
const unit = { id: 'sweep', thresholds };
const bind = (more: Partial<Parameters<typeof bindThresholds>[1]> = {}) =>
  bindThresholds(unit, { regime: 'S', aggregationSeconds: 60, overrides: {}, ...more });

test('small values hold in regime S, large ones in M and L', () => {
  expect(bind().thresholds.hostsMin).toBe(5);
  expect(bind({ regime: 'M' }).thresholds.hostsMin).toBe(11);
  expect(bind({ regime: 'L' }).thresholds.hostsMin).toBe(11);
});

test('no window is narrower than the aggregation interval of the log', () => {
  expect(bind().thresholds).toMatchObject({ windowSeconds: 300, burstWindowSeconds: 60 });
  expect(bind({ aggregationSeconds: 600 }).thresholds).toMatchObject({ windowSeconds: 600, burstWindowSeconds: 600 });
});

test('lists are bound apart from numbers', () => {
  expect(bind()).toMatchObject({ lists: { adminPorts: [22, 3389] } });
  expect(bind().thresholds).not.toHaveProperty('adminPorts');
});

test('a person’s value wins in every regime, in its own detection', () => {
  const overrides = { 'sweep.hostsMin': 3, 'other.windowSeconds': 9 };
  expect(bind({ overrides }).thresholds).toMatchObject({ hostsMin: 3, windowSeconds: 300 });
  expect(bind({ overrides, regime: 'L' }).thresholds.hostsMin).toBe(3);
});

test('an unknown threshold is refused with the known ones of the detection', () => {
  expect(() => checkOverrides([unit], { 'sweep.hosts': 3 })).toThrow(
    expect.objectContaining({
      code: 'bad-value',
      hint: 'Known are sweep.hostsMin, sweep.windowSeconds, sweep.burstWindowSeconds.',
    }),
  );
});

test('an unknown detection is refused with all that are known', () => {
  const other = { id: 'other', thresholds: { packetsMin: { value: 1, unit: 'packets', source: 'test' } } };
  expect(() => checkOverrides([unit, other], { 'sweeep.hostsMin': 3 })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('other.packetsMin') }),
  );
});

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('%d is no threshold', (value) => {
  expect(() => checkOverrides([unit], { 'sweep.hostsMin': value })).toThrow(
    expect.objectContaining({ code: 'bad-value' }),
  );
});

test('a list cannot be replaced by a number', () => {
  expect(() => checkOverrides([unit], { 'sweep.adminPorts': 22 })).toThrow(
    expect.objectContaining({ code: 'bad-value' }),
  );
});
