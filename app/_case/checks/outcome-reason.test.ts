import { expect, test } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import { numberText, outcomeReason, words } from './outcome-reason.ts';

const reasons = Object.fromEntries(
  sampleInvestigation().checks.map((check) => [
    check.outcome === 'fired' ? check.detection : check.outcome,
    outcomeReason(check),
  ]),
);

test('each outcome has its reason', () => {
  expect(reasons['port-scan']).toBe('1 candidate; distinct ports min 5');
  expect(reasons['large-flow']).toBe('1 candidate; bytes min 500,000,000');
  expect(reasons.quiet).toBe('attempts min 9');
  expect(reasons.insufficient).toBe('Has 14 records, needs 100');
  expect(reasons.unavailable).toBe('Needs tcp-flags, which these logs do not carry');
});

test('a failed check says what went wrong; lists of ports are shortened', () => {
  const check = { detection: 'x', title: 'X', missing: [], has: 1, needs: 0, candidates: 0, thresholds: {} };
  expect(outcomeReason({ ...check, outcome: 'failed', error: 'no such column' })).toBe('no such column');
  expect(outcomeReason({ ...check, outcome: 'quiet', error: null, thresholds: { ports: [20, 21, 22, 80] } })).toBe(
    'ports 20-22, 80',
  );
  expect(outcomeReason({ ...check, outcome: 'quiet', error: null })).toBe('1 record looked at');
});

test('names become words, numbers are readable', () => {
  expect(words('burstPortsHighMin')).toBe('burst ports high min');
  expect(numberText(0.123456)).toBe('0.1235');
  expect(numberText(31_536_000)).toBe('31,536,000');
});
