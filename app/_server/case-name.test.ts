import { expect, it } from 'vitest';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { caseName } from './case-name.ts';

const quiet = { ...sampleInvestigation(), candidates: [] };
const named = (...names: string[]) => ({
  ...quiet,
  input: {
    ...quiet.input,
    sources: names.flatMap((name) => quiet.input.sources.map((source) => ({ ...source, name }))),
  },
});

it('a case is named after the worst that was found', () => {
  expect(caseName(sampleInvestigation())).toBe(sampleInvestigation().candidates[0]?.title);
});

it('where nothing was found, after its files', () => {
  expect(caseName(named('a.log.gz'))).toBe('a.log.gz');
  expect(caseName(named('a.log.gz', 'b.log.gz', 'c.log.gz'))).toBe('a.log.gz and 2 more');
  expect(caseName(named('x'.repeat(300)))).toHaveLength(100);
});

it('pasted text is named after its time, if it has one', () => {
  expect(caseName(quiet)).toBe('Pasted logs of 2024-01-15 14:23Z');
  expect(caseName({ ...quiet, window: null })).toBe('Pasted logs');
});
