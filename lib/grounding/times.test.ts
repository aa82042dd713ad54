import { describe, expect, it } from 'vitest';
import { candidate, problemsOf } from '../../test/support/problems-of.ts';
import { checkTimes } from './times.ts';

describe('checkTimes', () => {
  it.each([
    'It began at 2024-01-15T14:23:15Z.',
    'It began at 2024-01-15 14:23:15 UTC.',
    'It began at 2024-01-15 15:23:15+01:00.',
    'It began at 1705328595.',
    'It began at 14:23 UTC and ended by 14:24.',
    'It began at 2:23 PM.',
    'It happened on 2024-01-15, a Monday.',
    'It happened on January 15, 2024.',
    'It happened on the 15th of January.',
    'The log begins at t+0s.',
    'The log covers 58 seconds.',
    'The log covers about a minute.',
    'The log covers less than a minute.',
    'It was over within 5 minutes.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkTimes, sentence)).toEqual([]));

  it.each([
    'It began at 2024-01-15T14:22:15Z.',
    'It began at 2024-01-15 14:23:15+01:00.',
    'It began at 1705320000.',
    'It began at 14:25 UTC.',
    'It began at 3 am.',
    'It happened on 2024-01-16.',
    'It happened on a Friday.',
    'It happened in February 2024.',
    'The log covers 59 seconds.',
    'The log covers 45 minutes.',
    'The log covers over an hour.',
    'It happened every day for 3 weeks.',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkTimes, sentence)).not.toEqual([]));

  it('the time of one candidate is not that of another', () => {
    expect(problemsOf(checkTimes, 'It ended at 14:24:08.', { candidate: candidate('C2') })).toEqual([]);
    expect(problemsOf(checkTimes, 'It began at 14:23:30.', { candidate: candidate('C1') })).toEqual([]);
    expect(problemsOf(checkTimes, 'It lasted 40 seconds.', { candidate: candidate('C2') })).not.toEqual([]);
  });
});
