import { describe, expect, it } from 'vitest';
import { candidate, problemsOf, sampleIndex } from '../../test/support/problems-of.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { checkAddresses } from './addresses.ts';
import { scanClaims } from './claims.ts';
import { createFactIndex } from './fact-index.ts';

describe('checkAddresses', () => {
  it.each([
    '10.0.2.15 and 198.51.100.23 talked.',
    'It is 203[.]0[.]113[.]45.',
    'It is 203(.)0(.)113(.)45 or 203[dot]0[dot]113[dot]45.',
    'The private range 10.0.0.0/8 is internal.',
    'Version 1.2.3.4.5 is no address.',
    'The clock says 14:23:15, foo::bar is a name.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkAddresses, sentence)).toEqual([]));

  it.each([
    ['198.51.100.24', 'It is 198.51.100.24.'],
    ['203[.]0[.]113[.]46', 'It is 203[.]0[.]113[.]46.'],
    ['2001:db8::1', 'It is [2001:db8::1]:443.'],
    ['10.0.1.25/25', 'It is 10.0.1.25/25.'],
    ['10.0.1.*', 'It is 10.0.1.*.'],
    ['300.1.2.3', 'It is 300.1.2.3.'],
  ])('rejects %s', (named, sentence) => {
    expect(problemsOf(checkAddresses, sentence).join()).toContain(named);
  });

  it('knows an IPv6 address in any spelling, and an IPv4 address inside one', () => {
    const sample = sampleInvestigation();
    const [first] = sample.facts.topPairs;
    if (!first) throw new Error('the sample has no pairs');
    const facts = { ...sample.facts, topPairs: [{ ...first, source: '2001:db8:0:0::5' }, ...sample.facts.topPairs] };
    const index = createFactIndex({ ...sample, facts });
    const context = { candidate: null, row: null, technique: null, sentence: '', carried: [] };
    const problems = (text: string) => checkAddresses(scanClaims(text), index, context);
    expect(problems('2001:DB8::5, 2001:0db8:0000::0005 and 2001[:]db8[:][:]5 are one.')).toEqual([]);
    expect(problems('::ffff:10.0.1.25 is 10.0.1.25.')).toEqual([]);
    expect(problems('2001:db8::6 is another.')).toHaveLength(1);
  });

  it('in a row about some hosts, others pass only when a fact links them', () => {
    const [row] = [...sampleIndex.references.values()];
    expect(problemsOf(checkAddresses, 'It tried 10.0.1.25.', { row })).toEqual([]);
    expect(problemsOf(checkAddresses, 'It tried 10.0.2.15.', { row })).not.toEqual([]);
    expect(problemsOf(checkAddresses, 'It tried 10.0.2.15.', { candidate: candidate('C2') })).not.toEqual([]);
  });

  it('two hosts said to have met must have met; two that are only listed need not', () => {
    expect(problemsOf(checkAddresses, '10.0.2.15 sent data to 198.51.100.23.')).toEqual([]);
    expect(problemsOf(checkAddresses, '10.0.2.15 sent data to 203.0.113.45.')).not.toEqual([]);
    expect(problemsOf(checkAddresses, '203.0.113.45 -> 198.51.100.23')).not.toEqual([]);
    expect(problemsOf(checkAddresses, '10.0.2.15 and 203.0.113.45 need attention.')).toEqual([]);
    expect(problemsOf(checkAddresses, '203.0.113.45 scanned, while 10.0.2.15 sent data to 198.51.100.23.')).toEqual([]);
  });
});
