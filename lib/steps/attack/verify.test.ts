import { describe, expect, it } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../../test/support/sample-steps.ts';
import type { AttackWire } from './schema.ts';
import { verifyAttack } from './verify.ts';

const sample = sampleWithSteps();
type Row = AttackWire['rows'][number];
const scan: Row = {
  finding: 2,
  technique: 'T1595.001',
  tactic: 'Reconnaissance',
  reasoning: 'An external source tried 12 ports of 10.0.1.25.',
  confidence: 'High',
};
const verify = (row: Partial<Row>, unmapped: number[] = [1]) =>
  verifyAttack({ rows: [{ ...scan, ...row }], unmapped }, sample);

describe('verifyAttack', () => {
  it('takes the name from the table, and the findings without a row as unmapped', () => {
    expect(verify({})).toEqual({
      answer: {
        rows: [
          {
            finding: 2,
            techniqueName: 'Active Scanning: Scanning IP Blocks',
            technique: 'T1595.001',
            tactic: 'Reconnaissance',
            reasoning: scan.reasoning,
            confidence: 'High',
          },
        ],
        unmapped: [1],
      },
      rejected: [],
      substance: true,
    });
    expect(verify({}, []).answer.unmapped).toEqual([1]);
  });

  it.each([
    ['T9999', { technique: 'T9999' }],
    ['a real technique that flow logs cannot show', { technique: 'T1059.001' }],
    ['a revoked technique without a successor here', { technique: 'T1562.001' }],
    ['a finding that does not exist', { finding: 7 }],
    ['half a finding', { finding: 1.5 }],
    ['an invented address', { reasoning: '192.0.2.77 scanned.' }],
    ['a reputation', { reasoning: 'The source is a known scanner.' }],
    ['HTML', { reasoning: '<i>scan</i>' }],
    ['no reasoning', { reasoning: '' }],
  ])('a row with %s is dropped and listed, and its finding has no confident mapping', (_, change) => {
    const { answer, rejected, substance } = verify(change);
    expect(answer).toEqual({ rows: [], unmapped: [1, 2] });
    expect(rejected.length).toBeGreaterThan(0);
    expect(substance).toBe(false);
  });

  it('a revoked technique becomes its successor, and the change is listed', () => {
    const { answer, rejected } = verify({ technique: 'T1562.007', tactic: 'Defense Evasion', confidence: 'Low' });
    expect(answer.rows[0]).toMatchObject({ technique: 'T1686.001', tactic: 'Defense Impairment' });
    expect(rejected.map(({ why }) => why).join()).toContain('T1562.007 was revoked');
  });

  it('a tactic that is not of the technique is replaced, and listed', () => {
    const { answer, rejected } = verify({ tactic: 'Defense Evasion' });
    expect(answer.rows[0]?.tactic).toBe('Reconnaissance');
    expect(rejected).toHaveLength(1);
    expect(verify({ tactic: 'reconnaissance' })).toMatchObject({
      answer: { rows: [{ tactic: 'Reconnaissance' }] },
      rejected: [],
    });
  });

  it('confidence is at most what the check says, and Low where no check says it', () => {
    const upload = { finding: 1, technique: 'T1048', tactic: 'Exfiltration', reasoning: '520.1 MB left on port 8889.' };
    expect(verify(upload, [2])).toMatchObject({ answer: { rows: [{ confidence: 'Medium' }] } });
    expect(verify(upload, [2]).rejected).toHaveLength(1);
    expect(verify({ ...upload, confidence: 'Low' }, [2])).toMatchObject({
      answer: { rows: [{ confidence: 'Low' }] },
      rejected: [],
    });
    expect(verify({ technique: 'T1046', tactic: 'Discovery' })).toMatchObject({
      answer: { rows: [{ confidence: 'Low' }] },
    });
  });

  it('confidence is at most what flow logs carry, though the check says more', () => {
    const candidates = sample.candidates.map((candidate) => ({
      ...candidate,
      attack: [{ technique: 'T1595.002', confidence: 'high' as const, reasoning: 'x' }],
    }));
    const wire = { rows: [{ ...scan, technique: 'T1595.002' }], unmapped: [1] };
    expect(verifyAttack(wire, { ...sample, candidates }).answer.rows[0]?.confidence).toBe('Low');
  });

  it('a technique stands once for a finding', () => {
    const { answer, rejected } = verifyAttack({ rows: [scan, scan], unmapped: [1] }, sample);
    expect(answer.rows).toHaveLength(1);
    expect(rejected).toHaveLength(1);
  });

  it('rows stand in the order of the findings', () => {
    const upload: Row = {
      ...scan,
      finding: 1,
      technique: 'T1571',
      tactic: 'Command and Control',
      confidence: 'Low',
      reasoning: 'Port 8889 is unusual.',
    };
    expect(verifyAttack({ rows: [scan, upload], unmapped: [] }, sample).answer).toMatchObject({
      rows: [{ finding: 1 }, { finding: 2 }],
      unmapped: [],
    });
  });

  it('to map nothing is an answer', () => {
    expect(verifyAttack({ rows: [], unmapped: [1, 2] }, sample)).toMatchObject({
      substance: true,
      rejected: [],
      answer: { unmapped: [1, 2] },
    });
  });

  it('unmapped numbers that contradict the rows or do not exist are listed', () => {
    expect(verify({}, [1, 2, 9]).rejected).toHaveLength(2);
  });

  it('waits for the findings', () => {
    expect(() => verifyAttack({ rows: [], unmapped: [] }, sampleInvestigation())).toThrow(
      expect.objectContaining({ code: 'step-order' }),
    );
  });
});
