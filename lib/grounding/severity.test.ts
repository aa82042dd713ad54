import { describe, expect, it } from 'vitest';
import { candidate, problemsOf } from '../../test/support/problems-of.ts';
import { checkSeverity } from './severity.ts';

describe('checkSeverity', () => {
  it.each([
    'A high-severity finding.',
    'Severity: medium.',
    'The overall risk is high.',
    'Risk Level: High',
    'Medium confidence.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkSeverity, sentence)).toEqual([]));

  it.each([
    'A critical-severity finding.',
    'Severity: low.',
    'The overall risk is critical.',
    'Risk Level: Low',
    'Low confidence.',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkSeverity, sentence)).toHaveLength(1));

  it('in a place about a candidate only its own level is true', () => {
    const place = { candidate: candidate('C2') };
    expect(problemsOf(checkSeverity, 'Severity: medium.', place)).toEqual([]);
    expect(problemsOf(checkSeverity, 'Severity: high.', place)).toEqual(['the severity here is medium']);
  });
});
