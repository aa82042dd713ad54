import { describe, expect, it } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import type { AnomaliesWire } from './schema.ts';
import { verifyAnomalies } from './verify.ts';

const sample = sampleInvestigation();
type Entry = AnomaliesWire['findings'][number];
const upload: Entry = {
  candidate: 'C1',
  severity: 'high',
  title: '10.0.2.15 sent 520.1 MB to 198.51.100.23',
  why: 'One record carries 520,093,696 bytes to port 8889.',
  evidence: ['C1.1'],
};
const scan: Entry = {
  candidate: 'C2',
  severity: 'medium',
  title: '203.0.113.45 tried 12 ports of 10.0.1.25',
  why: '10 of the 12 attempts were refused.',
  evidence: [],
};
const verify = (...findings: Entry[]) => verifyAnomalies({ findings }, sample);

describe('verifyAnomalies', () => {
  it('numbers findings worst first, whatever the order they were given in', () => {
    const { answer, rejected, substance } = verify(scan, upload);
    expect(rejected).toEqual([]);
    expect(substance).toBe(true);
    expect(answer.findings.map(({ number, candidate, severity }) => [number, candidate, severity])).toEqual([
      [1, 'C1', 'high'],
      [2, 'C2', 'medium'],
    ]);
  });

  it('takes the entries from the evidence: the cited lines, or all where none is cited', () => {
    const { findings } = verify(upload, { ...scan, evidence: ['C2.3', 'C2.1'] }).answer;
    expect(findings[0]?.entries).toEqual([
      { source: '10.0.2.15', destination: '198.51.100.23', port: 8889, file: 'paste', line: 15 },
    ]);
    expect(findings[1]?.entries.map(({ line }) => line)).toEqual([1, 12]);
    expect(verify(upload, scan).answer.findings[1]?.entries.map(({ line }) => line)).toEqual([1, 2, 12]);
  });

  it('the port of an entry is the service, though the line is its reply', () => {
    const [first, ...others] = sample.candidates;
    if (!first?.evidence[0]) throw new Error('the sample has no evidence');
    const fields = { ...first.evidence[0].fields, srcport: 8889, dstport: 44321 };
    const candidates = [{ ...first, evidence: [{ ...first.evidence[0], fields }] }, ...others];
    const { answer } = verifyAnomalies({ findings: [upload] }, { ...sample, candidates });
    expect(answer.findings[0]?.entries[0]?.port).toBe(8889);
  });

  it('evidence that is not there is listed', () => {
    const { answer, rejected } = verify(upload, { ...scan, evidence: ['C2.9', 'C1.1', 'line 3'] });
    expect(rejected).toHaveLength(3);
    expect(answer.findings[1]?.entries).toHaveLength(3);
  });

  it.each([
    ['without a candidate', { ...scan, candidate: 'C9' }],
    ['named by something else', { ...scan, candidate: '203.0.113.45' }],
    ['whose title holds an invented address', { ...scan, title: '192.0.2.77 scanned' }],
    ['whose reason holds a wrong count', { ...scan, why: '847 attempts were refused.' }],
    ['whose reason holds a wrong size', { ...scan, why: '4.7 GB left.' }],
    ['whose reason is a reputation', { ...scan, why: 'The source is listed on AbuseIPDB.' }],
    ['whose reason holds T9999', { ...scan, why: 'This is T9999.' }],
    ['whose reason holds the old tactic', { ...scan, why: 'This is Defense Evasion.' }],
    ['whose reason holds HTML', { ...scan, why: '<img src=x>' }],
    ['whose reason holds a link', { ...scan, why: '[more](https://evil.example)' }],
    ['whose reason is the one of another candidate', { ...scan, why: '520,093,696 bytes went to 198.51.100.23.' }],
    ['without words', { ...scan, why: '' }],
  ])('a finding %s is dropped and listed', (_, entry) => {
    const { answer, rejected } = verify(upload, entry);
    expect(answer.findings.map(({ candidate }) => candidate)).toEqual(['C1']);
    expect(rejected.length).toBeGreaterThan(0);
  });

  it('a severity above the candidate is put right, one below stands, two below do not', () => {
    expect(verify({ ...upload, severity: 'critical' })).toMatchObject({ answer: { findings: [{ severity: 'high' }] } });
    expect(verify({ ...upload, severity: 'critical' }).rejected).toHaveLength(1);
    expect(verify({ ...upload, severity: 'medium' })).toMatchObject({
      answer: { findings: [{ severity: 'medium' }] },
      rejected: [],
    });
    expect(verify({ ...upload, severity: 'info' })).toMatchObject({ answer: { findings: [{ severity: 'medium' }] } });
    expect(verify({ ...upload, severity: 'info' }).rejected).toHaveLength(1);
  });

  it('a candidate reported twice is one finding', () => {
    const { answer, rejected } = verify(upload, upload, scan);
    expect(answer.findings).toHaveLength(2);
    expect(rejected).toHaveLength(1);
  });

  it('a high candidate that was left out comes back in computed words, and is listed', () => {
    const { answer, rejected, substance } = verify(scan);
    expect(answer.findings[0]).toMatchObject({
      number: 1,
      candidate: 'C1',
      title: sample.candidates[0]?.title,
      why: sample.candidates[0]?.why,
    });
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.why).toContain('left out');
    expect(substance).toBe(true);
  });

  it('a medium candidate may be left out', () => {
    expect(verify(upload)).toMatchObject({ rejected: [], answer: { findings: [{ candidate: 'C1' }] } });
  });

  it('an empty answer has substance only where nothing serious was found', () => {
    expect(verify().substance).toBe(false);
    expect(verifyAnomalies({ findings: [] }, { ...sample, candidates: [] })).toMatchObject({
      substance: true,
      answer: { findings: [] },
    });
    const low = sample.candidates.map((candidate) => ({ ...candidate, severity: 'low' as const }));
    expect(verifyAnomalies({ findings: [] }, { ...sample, candidates: low }).substance).toBe(true);
  });

  it('findings invented for an empty log are dropped, and nothing found stands', () => {
    const { answer, rejected, substance } = verifyAnomalies({ findings: [scan] }, { ...sample, candidates: [] });
    expect(answer.findings).toEqual([]);
    expect(rejected).toHaveLength(1);
    expect(substance).toBe(true);
  });
});
