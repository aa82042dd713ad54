import { describe, expect, it } from 'vitest';
import { sampleWithSteps } from '../../../test/support/sample-steps.ts';
import type { ReportWire } from './schema.ts';
import { verifyReport } from './verify.ts';

const sample = sampleWithSteps();
const good: ReportWire = {
  executiveSummary: 'Two findings need attention. 10.0.2.15 sent 520.1 MB to 198.51.100.23.',
  riskLevel: 'High',
  findings: [
    {
      finding: 1,
      observed: '10.0.2.15 sent 520,093,696 bytes to 198.51.100.23 on port 8889.',
      why: 'The volume is unusual.',
    },
    {
      finding: 2,
      observed: '203.0.113.45 tried 12 ports of 10.0.1.25 in 53 s.',
      why: 'This is how services are looked for.',
    },
  ],
  affectedAssets: [
    { address: '10.0.2.15', involvement: 'Sent 520.1 MB to 198.51.100.23.' },
    { address: '10.0.1.25', involvement: 'Tried on 12 ports.' },
  ],
  actions: [
    { action: 'Isolate 10.0.2.15.', object: '10.0.2.15' },
    { action: 'Block 203.0.113.45 at the network ACL.', object: '203.0.113.45' },
    { action: 'Close egress to port 8889.', object: 'port 8889' },
  ],
  furtherInvestigation: { logSources: ['Host logs of 10.0.2.15'], questions: ['Who owns 198.51.100.23?'] },
};
const verify = (change: Partial<ReportWire>) => verifyReport({ ...good, ...change }, sample);

describe('verifyReport', () => {
  it('fills ids, ends and times from the facts and roles from the assets', () => {
    const { answer, rejected, substance } = verifyReport(good, sample);
    expect(rejected).toEqual([]);
    expect(substance).toBe(true);
    expect(answer.findings).toMatchObject([
      {
        id: 'HIGH-001',
        finding: 1,
        severity: 'high',
        source: '10.0.2.15',
        destination: '198.51.100.23',
        start: 1705328610,
        end: 1705328650,
      },
      { id: 'MEDIUM-002', finding: 2, severity: 'medium', source: '203.0.113.45', destination: '10.0.1.25' },
    ]);
    expect(answer.affectedAssets.map(({ address, role }) => [address, role])).toEqual([
      ['10.0.2.15', 'client'],
      ['10.0.1.25', 'web server'],
    ]);
    expect(answer.actions).toEqual(good.actions);
  });

  it('the risk level follows from the findings', () => {
    const { answer, rejected } = verify({ riskLevel: 'Critical' });
    expect(answer.riskLevel).toBe('High');
    expect(rejected).toHaveLength(1);
  });

  it.each([
    ['an invented address', 'It came from 192.0.2.77.'],
    ['a wrong size', '10.0.2.15 sent 4.7 GB.'],
    ['a wrong number of findings', 'There are 12 findings.'],
    ['T9999', 'T9999 was used.'],
    ['the old tactic', 'It is Defense Evasion.'],
    ['a reputation', '203.0.113.45 is on AbuseIPDB.'],
    ['a country', '198.51.100.23 is in Singapore.'],
    ['a raised risk', 'The overall risk is critical.'],
    ['HTML', 'See <img src=x onerror=alert(1)>.'],
    ['a link', 'See https://evil.example.'],
    ['an image', '![x](https://evil.example/x.png)'],
  ])('a sentence of the summary with %s goes, and is listed', (_, sentence) => {
    const { answer, rejected, substance } = verify({ executiveSummary: `${good.executiveSummary} ${sentence}` });
    expect(answer.executiveSummary).toBe(good.executiveSummary);
    expect(rejected).toHaveLength(1);
    expect(substance).toBe(true);
  });

  it('a finding that is left out or loses its words stands as in step 2', () => {
    const { answer, rejected } = verify({
      findings: [{ finding: 1, observed: '4.7 GB left.', why: 'It is unusual.' }],
    });
    expect(answer.findings).toHaveLength(2);
    expect(answer.findings[0]?.observed).toBe(sample.steps.anomalies?.answer.findings[0]?.title);
    expect(rejected.length).toBeGreaterThanOrEqual(3);
    expect(verify({ findings: [] }).substance).toBe(false);
  });

  it('a finding that does not exist is dropped', () => {
    const { answer, rejected } = verify({
      findings: [...good.findings, { finding: 3, observed: 'More.', why: 'More.' }],
    });
    expect(answer.findings).toHaveLength(2);
    expect(rejected).toHaveLength(1);
  });

  it('assets are internal addresses of the facts, and none that is involved is missing', () => {
    const { answer, rejected } = verify({
      affectedAssets: [
        { address: '203.0.113.45', involvement: 'Scanned.' },
        { address: '10.9.9.9', involvement: 'Scanned.' },
        { address: 'the web server', involvement: 'Scanned.' },
      ],
    });
    expect(rejected).toHaveLength(3);
    expect(answer.affectedAssets).toEqual([
      { address: '10.0.2.15', role: 'client', involvement: 'Involved in finding 1.' },
      { address: '10.0.1.25', role: 'web server', involvement: 'Involved in finding 2.' },
    ]);
  });

  it.each([
    ['nothing', { action: 'Improve the security posture.', object: '' }],
    ['no value of the logs', { action: 'Enable GuardDuty.', object: 'the network' }],
    ['an address that is not in the logs', { action: 'Block 192.0.2.77.', object: '192.0.2.77' }],
    ['a port that is not in the logs', { action: 'Close port 4444.', object: '4444' }],
    ['a word of a log line', { action: 'Block ACCEPT.', object: 'ACCEPT' }],
  ])('an action about %s is cut', (_, action) => {
    const { answer, rejected } = verify({ actions: [...good.actions, action] });
    expect(answer.actions).toEqual(good.actions);
    expect(rejected.length).toBeGreaterThan(0);
  });

  it('an action about a port, an interface or an address in another spelling stands', () => {
    const actions = [
      { action: 'Close tcp/8889.', object: 'tcp/8889' },
      { action: 'Detach eni-0a1b2c3e.', object: 'eni-0a1b2c3e' },
      { action: 'Block 203[.]0[.]113[.]45.', object: '203.0.113.45' },
    ];
    expect(verify({ actions })).toMatchObject({ rejected: [], answer: { actions } });
  });

  it('an action that does not name its object is told to', () => {
    const { answer } = verify({
      actions: [{ action: 'Block the source at the network ACL.', object: '203.0.113.45' }],
    });
    expect(answer.actions[0]?.action).toBe('Block the source at the network ACL (203.0.113.45).');
  });

  it('a report has at most five actions', () => {
    const actions = [1, 2, 3, 4, 5, 6].map((number) => ({
      action: `Do thing ${'abcdef'[number - 1]} to 10.0.2.15.`,
      object: '10.0.2.15',
    }));
    const { answer, rejected } = verify({ actions });
    expect(answer.actions).toHaveLength(5);
    expect(rejected).toHaveLength(1);
  });

  it('log sources and questions are checked as well', () => {
    const furtherInvestigation = {
      logSources: ['Host logs of 10.0.2.15', 'Host logs of 10.9.9.9', ''],
      questions: ['Is 198.51.100.23 a backup target?', 'Why is APT28 here?'],
    };
    const { answer } = verify({ furtherInvestigation });
    expect(answer.furtherInvestigation).toEqual({
      logSources: ['Host logs of 10.0.2.15'],
      questions: ['Is 198.51.100.23 a backup target?'],
    });
  });

  it('without a summary the report has no substance', () => {
    expect(verify({ executiveSummary: '203.0.113.45 is on AbuseIPDB.' }).substance).toBe(false);
  });

  it('when nothing was found, few words and no action are a report', () => {
    const { anomalies, attack } = sample.steps;
    if (!anomalies || !attack) throw new Error('the sample lacks steps');
    const steps = {
      ...sample.steps,
      anomalies: { ...anomalies, answer: { findings: [] } },
      attack: { ...attack, answer: { rows: [], unmapped: [] } },
    };
    const wire = {
      ...good,
      executiveSummary: 'No check found anything.',
      riskLevel: 'Low' as const,
      findings: [],
      affectedAssets: [],
      actions: [],
    };
    expect(verifyReport(wire, { ...sample, candidates: [], steps })).toMatchObject({
      rejected: [],
      substance: true,
      answer: { riskLevel: 'Low', findings: [], affectedAssets: [], actions: [] },
    });
  });
});
