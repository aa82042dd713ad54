import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/support/problems-of.ts';
import { checkTechniques } from './techniques.ts';

describe('checkTechniques', () => {
  it.each([
    'T1595.001 fits the scan.',
    'T1048 and T1571 fit the upload.',
    'T1048 belongs to Exfiltration.',
    'Lateral Movement is not seen here.',
    'Stealth is not what this shows.',
    'T1595.001 (Active Scanning: Scanning IP Blocks) and T1571, Non-Standard Port.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkTechniques, sentence)).toEqual([]));

  it.each([
    ['T9999', 'T9999 fits.'],
    ['T1059', 'T1059.001 fits.'],
    ['T1046', 'T1046 fits.'],
    ['T1562.007', 'T1562.007 fits.'],
    ['Defense Evasion', 'The tactic is Defense Evasion.'],
    ['Defense Evasion', 'This is defence evasion.'],
    ['Discovery', 'T1595.001 belongs to Discovery.'],
    ['Lateral Movement', 'The tactic is Lateral Movement.'],
    ['tactics', 'The tactic is TA0043.'],
    ['Brute Force', 'T1048 (Brute Force) fits.'],
  ])('rejects %s', (named, sentence) => {
    expect(problemsOf(checkTechniques, sentence).join()).toContain(named);
  });

  it('the row of a technique may name it though no candidate maps to it', () => {
    expect(problemsOf(checkTechniques, 'T1046 fits.', { technique: 'T1046' })).toEqual([]);
  });
});
