import { describe, expect, test } from 'vitest';
import { addressScopes } from '#lib/names/address-scope.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { defang } from './defang.ts';
import { reportDocument } from './document.ts';

const scopeOf = addressScopes(sampleWithSteps());
const change = (text: string) => defang(text, (address) => scopeOf(address) === 'external');

describe('external addresses are bracketed', () => {
  test.each([
    ['203.0.113.45', '203[.]0[.]113[.]45'],
    ['from 203.0.113.45.', 'from 203[.]0[.]113[.]45.'],
    ['203.0.113.45:443, (198.51.100.23)', '203[.]0[.]113[.]45:443, (198[.]51[.]100[.]23)'],
    ['203.0.113.0/24', '203[.]0[.]113[.]0/24'],
    ['2001:db8::1', '2001[:]db8[:][:]1'],
    ['2001:db8:0:0:0:0:0:1', '2001[:]db8[:]0[:]0[:]0[:]0[:]0[:]1'],
    ['at 2001:db8::1: 5 flows', 'at 2001[:]db8[:][:]1: 5 flows'],
    ['[2001:db8::1]:443', '[2001[:]db8[:][:]1]:443'],
    ['2001:db8::/32', '2001[:]db8[:][:]/32'],
    ['::ffff:203.0.113.45', '[:][:]ffff[:]203[.]0[.]113[.]45'],
  ])('%s', (text, expected) => {
    expect(change(text)).toBe(expected);
  });
});

describe('everything else is left alone', () => {
  test.each([
    '10.0.1.25',
    '192.168.0.1',
    '172.16.0.9',
    '100.64.0.1',
    'fd00::1',
    '127.0.0.1',
    '169.254.169.254',
    'ff02::1',
    '::1',
    '0.0.0.0',
    '::ffff:10.0.0.1',
    '14:23:15Z',
    '2024-01-15 14:23:15',
    'T1595.001',
    'flowcase 0.1.0',
    'v1.2.3.4',
    '1.2.3.4.5',
    '999.1.1.1',
    'foo::bar',
    'a::b::c',
    'std::dead',
    '00:1a:2b:3c:4d:5e',
    '203[.]0[.]113[.]45',
  ])('%s', (text) => {
    expect(change(text)).toBe(text);
  });
});

test('an internet address that the facts know as internal stays as it is', () => {
  const sample = sampleWithSteps();
  const own = { address: '198.51.100.9', role: 'web server', roleFrom: '', interfaces: [], instances: [] };
  const scope = addressScopes({ ...sample, facts: { ...sample.facts, assets: [own] } });
  expect(defang('198.51.100.9', (address) => scope(address) === 'external')).toBe('198.51.100.9');
});

test('a document has no external address left, in input lines neither, and its links to MITRE work', () => {
  const json = JSON.stringify(reportDocument(sampleWithSteps(), { defang: true }));
  expect(json).not.toMatch(/203\.0\.113\.45|198\.51\.100\.23/);
  expect(json).toContain('eni-0a1b2c3d 203[.]0[.]113[.]45 10.0.1.25 54321');
  expect(json).toContain('"https://attack.mitre.org/techniques/T1595/001/"');
});
