import { describe, expect, test } from 'vitest';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { addressScopes } from './address-scope.ts';

const sample = sampleInvestigation();

describe('by range', () => {
  const scopeOf = addressScopes(sample);
  test.each([
    ['10.9.9.9', 'internal'],
    ['fd12::9', 'internal'],
    ['::ffff:192.168.1.1', 'internal'],
    ['203.0.113.200', 'external'],
    ['2001:db8::9', 'external'],
    ['8.8.8.8', 'external'],
    ['169.254.169.254', 'special'],
    ['224.0.0.1', 'special'],
    ['not an address', 'special'],
  ])('%s is %s', (address, scope) => {
    expect(scopeOf(address)).toBe(scope);
  });
});

test('a declared range is internal up to its edge', () => {
  const scopeOf = addressScopes({
    ...sample,
    input: { ...sample.input, internal: ['192.0.2.0/25', '2001:db8:1::/48'] },
  });
  expect(['192.0.2.127', '192.0.2.128', '2001:db8:1:ffff::1', '2001:db8:2::1'].map(scopeOf)).toEqual([
    'internal',
    'external',
    'internal',
    'external',
  ]);
});

test('a declared range that is no range changes nothing', () => {
  const scopeOf = addressScopes({ ...sample, input: { ...sample.input, internal: ['here', '192.0.2.9'] } });
  expect(['192.0.2.9', '192.0.2.10'].map(scopeOf)).toEqual(['internal', 'external']);
});

test('the facts know an interface of ours by its internet address, in any spelling', () => {
  const own = { address: '2001:db8::9', role: 'server', roleFrom: '', interfaces: [], instances: [] };
  const scopeOf = addressScopes({ ...sample, facts: { ...sample.facts, assets: [own] } });
  expect(scopeOf('2001:DB8:0:0:0:0:0:9')).toBe('internal');
});
