import { describe, expect, it } from 'vitest';
import { candidate, problemsOf } from '../../test/support/problems-of.ts';
import { checkReferences } from './references.ts';

describe('checkReferences', () => {
  it.each([
    'C1 and C2.3 show it.',
    'Findings 1 and 2 share nothing.',
    'HIGH-001 is the worse.',
    'Step 3 maps it.',
    'Lines 1, 2 and 12 show it.',
    'L15 shows it, L7 load balancers do not.',
    'A C2 channel would look like this.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkReferences, sentence)).toEqual([]));

  it.each([
    'C3 shows it.',
    'C1.9 shows it.',
    'Finding 3 shows it.',
    'Findings 1 and 4 show it.',
    'CRITICAL-001 is the worse.',
    'HIGH-002 is the worse.',
    'Step 5 maps it.',
    'Line 99 shows it.',
    'F1 shows it.',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkReferences, sentence)).toHaveLength(1));

  it('a line of another candidate is no evidence of this one', () => {
    expect(problemsOf(checkReferences, 'Line 15 shows it.', { candidate: candidate('C1') })).toEqual([]);
    expect(problemsOf(checkReferences, 'Line 15 shows it.', { candidate: candidate('C2') })).toHaveLength(1);
  });
});
