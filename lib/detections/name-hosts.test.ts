import { expect, test } from 'vitest';
import { nameHosts } from './name-hosts.ts';

test('up to three hosts are named, more are counted', () => {
  expect(nameHosts(['10.0.0.1'], 1)).toBe('10.0.0.1');
  expect(nameHosts(['10.0.0.1', '10.0.0.2', '10.0.0.3'], 3)).toBe('10.0.0.1, 10.0.0.2 and 10.0.0.3');
  expect(nameHosts(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'], 4)).toBe('4 hosts');
});

test('a list that was cut off is counted', () => {
  expect(nameHosts(['10.0.0.1', '10.0.0.2'], 3)).toBe('3 hosts');
});
