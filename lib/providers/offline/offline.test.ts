import { describe, expect, it } from 'vitest';
import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { factReferences } from '#lib/model/references.ts';
import { type Severity, severityRank } from '#lib/model/scale.ts';
import { type StepId, Steps, stepIds } from '#lib/model/steps.ts';
import { steps as definitions } from '#lib/steps/steps.ts';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import { seededInvestigation } from '../../../test/support/seeded-investigation.ts';
import { writeAnomalies } from './anomalies.ts';
import { writeAttack } from './attack.ts';
import { writeBaseline } from './baseline.ts';
import { offline } from './offline.ts';
import { writeReport } from './report.ts';

/** Writes all four steps as the program does: each is verified, and the next reads what was left of it. */
function written(investigation: Investigation) {
  const wires = new Map<StepId, unknown>();
  const rejected: string[] = [];
  let current = investigation;
  for (const definition of definitions) {
    const wire = definition.wire.parse(offline.write(definition.id, current));
    const verified = definition.verify(wire, current);
    wires.set(definition.id, wire);
    rejected.push(...verified.rejected.map(({ claim, why }) => `${definition.id}: «${claim}» ${why}`));
    const step = {
      author: 'computed',
      provider: 'offline',
      model: null,
      prompt: { id: definition.id, version: 1, sha256: '' },
      attempts: 0,
      fallback: null,
      rejectedClaims: [],
      usage: { inputTokens: 0, outputTokens: 0 },
      answer: verified.answer,
    };
    current = { ...current, steps: Steps.parse({ ...current.steps, [definition.id]: step }) };
  }
  return { investigation: current, wires, rejected, report: writeReport(current) };
}

/** Every sentence an author wrote: words, not the names of things. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const sample = sampleInvestigation();
const [largeFlow, portScan] = sample.candidates;
if (!largeFlow || !portScan) throw new Error('the sample has two candidates');

/** The sample with other candidates, numbered, and a check for each of their detections. */
function withCandidates(candidates: readonly Candidate[], checks = sample.checks): Investigation {
  const known = new Set(checks.map(({ detection }) => detection));
  const fired = candidates.map(({ detection }) => detection).filter((detection) => !known.has(detection));
  return {
    ...sampleInvestigation(),
    candidates: [...candidates]
      .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
      .map((candidate, index) => ({ ...candidate, id: `C${index + 1}` })),
    checks: [
      ...checks,
      ...[...new Set(fired)].map((detection) => ({
        detection,
        title: detection.charAt(0).toUpperCase() + detection.slice(1).replaceAll('-', ' '),
        outcome: 'fired' as const,
        missing: [],
        has: 14,
        needs: 1,
        candidates: 1,
        error: null,
        thresholds: {},
      })),
    ],
  };
}

const quietChecks = sample.checks.map((check) =>
  check.outcome === 'fired' ? { ...check, outcome: 'quiet' as const, candidates: 0 } : check,
);
const nothing = withCandidates([], quietChecks);

/** A log of NODATA records alone. */
const noData: Investigation = {
  ...nothing,
  input: { ...nothing.input, records: 14, noData: 12, skipData: 2, rejected: 0 },
  window: null,
  totals: { flows: 0, bytes: 0, packets: 0, accepted: 0, rejected: 0 },
  facts: {
    ...nothing.facts,
    topSources: [],
    topDestinations: [],
    topPorts: [],
    topPairs: [],
    byAction: [],
    byProtocol: [],
    byDirection: [],
    outbound: [],
    attackSurface: [],
    assets: [],
    timeline: { bucketSeconds: 60, buckets: [] },
  },
  checks: nothing.checks.map((check) => ({ ...check, outcome: 'insufficient' as const, has: 0, needs: 1 })),
};

const detections = [
  'port-scan',
  'host-sweep',
  'slow-scan',
  'distributed-probe',
  'half-open-scan',
  'exposed-service-probe',
  'reject-storm',
  'brute-force',
  'brute-force-success',
  'open-admin-port',
  'inbound-odd-port',
  'large-flow',
  'large-transfer',
  'upload-asymmetry',
  'volume-spike',
  'odd-port-egress',
  'lateral-movement',
  'pivot-chain',
  'low-and-slow',
  'beacon',
  'external-dns',
  'dns-tunnel',
  'backdoor-port',
  'mining-port',
  'tor-port',
  'icmp-tunnel',
  'unusual-protocol',
  'new-peer',
  'metadata-service',
  'flood',
  'reflection',
  'smtp-abuse',
  'cleartext-service',
  'rejected-egress',
  'one-sided-block',
  'coverage-gap',
  'something-new',
];

/** Shapes of ends that a candidate may have, whatever its detection. */
const shapes: readonly [name: string, change: Partial<Candidate>][] = [
  ['from outside', { actors: ['203.0.113.45'], targets: ['10.0.1.25'] }],
  ['to outside', { actors: ['10.0.2.15'], targets: ['198.51.100.23'], ports: [8889] }],
  ['inside', { actors: ['10.0.2.15'], targets: ['10.0.1.25'], ports: [445] }],
  ['without targets', { actors: ['10.0.2.15'], targets: [], ports: [] }],
  ['without actors', { actors: [], targets: ['10.0.1.25'] }],
  ['without ends', { actors: [], targets: [], ports: [], protocol: null }],
  ['without ports and times', { ports: [], protocol: 'icmp', firstSeen: null, lastSeen: null }],
  ['of mixed protocols', { protocol: null, ports: [22] }],
  [
    'with many hosts',
    {
      actors: ['203.0.113.45', '203.0.113.46', '203.0.113.47', '203.0.113.48', '203.0.113.49'],
      targets: ['10.0.1.25', '10.0.1.26', '10.0.1.27', '10.0.1.28'],
    },
  ],
];

/** One candidate a detection, with these ends; title and reason name no number that would have to be true of them. */
function oneOfEach(change: Partial<Candidate>, severity: Severity): Candidate[] {
  return detections.map((detection) => candidate(detection, change, severity));
}

function candidate(detection: string, change: Partial<Candidate>, severity: Severity): Candidate {
  const own = { detection, severity, title: `Finding of ${detection}`, why: 'The check fired.', evidence: [] };
  return Object.assign({}, portScan, own, change);
}

describe('every detection in every shape', () => {
  it.each(shapes)('passes the gate with findings %s', (_, change) => {
    for (const severity of ['critical', 'low'] as const) {
      const { rejected, wires, report } = written(withCandidates(oneOfEach(change, severity)));
      expect(rejected).toEqual([]);
      for (const text of [...wires.values()].flatMap(textsOf)) expect(text.trim()).not.toBe('');
      expect(report.findings).toHaveLength(detections.length);
    }
  });

  it.each(shapes.filter(([name]) => name !== 'without ends'))(
    'leads to at most five actions with findings %s, at least two, each naming its object',
    (_, change) => {
      for (const severity of ['critical', 'medium', 'low'] as const) {
        for (const found of oneOfEach(change, severity).filter(({ detection }) => detection !== 'coverage-gap')) {
          const { actions } = writeReport(withCandidates([found]));
          expect(actions.length, `${found.detection} ${severity}`).toBeGreaterThanOrEqual(2);
          expect(actions.length).toBeLessThanOrEqual(5);
          for (const { action, object } of actions) expect(action).toContain(object);
        }
      }
    },
  );
});

describe('two findings', () => {
  const { investigation, wires, rejected, report } = written(sampleInvestigation());

  it('pass the gate', () => expect(rejected).toEqual([]));

  it('are told in the summary with period, volume, severities and titles', () => {
    expect(report.executiveSummary).toBe(
      'The checks raised 2 findings (1 high, 1 medium) in 14 flows with 520.1 MB (520,094,896 bytes) from 2024-01-15 14:23:15Z to 2024-01-15 14:24:13Z (58 s). ' +
        'HIGH-001, large flow: 10.0.2.15 sent 520,093,696 bytes to 198.51.100.23 in one record. ' +
        'MEDIUM-002, port scan: 203.0.113.45 tried 12 ports of 10.0.1.25.',
    );
    expect(report.riskLevel).toBe('High');
  });

  it('lead to actions about their own hosts, ports and interfaces, the gravest first', () => {
    expect(report.actions).toEqual([
      {
        action:
          'Isolate 10.0.2.15 (eni-0a1b2c3e) because of HIGH-001: move it into a security group without rules and keep it running.',
        object: '10.0.2.15',
      },
      { action: 'Block 203.0.113.45 at the network ACL in front of 10.0.1.25 (MEDIUM-002).', object: '203.0.113.45' },
      {
        action: 'Deny outbound tcp/8889 from 10.0.2.15 to 198.51.100.23 at the network ACL and in the security group.',
        object: '198.51.100.23',
      },
      {
        action:
          'Review the security group of 10.0.1.25, which let 203.0.113.45 in on ports 22, 443, and close what need not be open.',
        object: '10.0.1.25',
      },
      {
        action: 'Preserve the memory and a disk snapshot of 10.0.2.15 before anybody restarts it.',
        object: '10.0.2.15',
      },
    ]);
  });

  it('leave questions and logs that name who they are about', () => {
    const { logSources, questions } = report.furtherInvestigation;
    expect(questions).toEqual([
      'Who owns 198.51.100.23, and is it a sanctioned destination of 10.0.2.15?',
      'Which process on 10.0.2.15 opened the conversations to 198.51.100.23 on tcp/8889?',
      'Is 203.0.113.45 authorised to scan 10.0.1.25?',
    ]);
    expect(logSources[0]).toBe('Host logs of 10.0.2.15 (from 2024-01-15 14:23:30Z to 2024-01-15 14:24:10Z; HIGH-001).');
    expect(logSources).toContain('Flow logs with the field tcp-flags, for half-open scan.');
  });

  it('name the internal hosts with their part', () => {
    expect(report.affectedAssets).toEqual([
      { address: '10.0.2.15', involvement: 'Actor towards 198.51.100.23: large flow.' },
      { address: '10.0.1.25', involvement: 'Target of 203.0.113.45: port scan.' },
    ]);
  });

  it('are observed with ends, service, volume and time', () => {
    expect(report.findings[0]?.observed).toBe(
      '10.0.2.15 to 198.51.100.23 (tcp/8889): 1 flow with 520.1 MB (520,093,696 bytes), from 2024-01-15 14:23:30Z to 2024-01-15 14:24:10Z (40 s).',
    );
  });

  it('map to techniques no surer than the table allows', () => {
    expect(
      investigation.steps.attack?.answer.rows.map((row) => [row.finding, row.technique, row.tactic, row.confidence]),
    ).toEqual([
      [1, 'T1048', 'Exfiltration', 'Medium'],
      [1, 'T1571', 'Command and Control', 'Medium'],
      [2, 'T1595.001', 'Reconnaissance', 'High'],
    ]);
  });

  it('rest on fact rows and candidates that exist', () => {
    const refs = new Set(factReferences(sample).map(({ ref }) => ref));
    const { rows, ports, highOutbound } = writeBaseline(sample);
    for (const { ref } of [...rows, ...ports, ...highOutbound]) expect(refs).toContain(ref);
    expect(rows).toHaveLength(6);
    expect(ports).toHaveLength(4);
    expect(highOutbound).toEqual([
      {
        ref: factReferences(sample).find((entry) => entry.table === 'outbound')?.ref,
        observation:
          '1 flow carries 520.1 MB (520,093,696 bytes). 10.0.2.15 opened the conversation. Named by the checks (large flow).',
      },
    ]);
    expect(writeAnomalies(sample).findings.map(({ candidate: id }) => id)).toEqual(['C1', 'C2']);
  });

  it('hold no number that the document does not', () => {
    const document = JSON.stringify(sample);
    const known = new Set(document.match(/\d+/g));
    const derived =
      /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}Z|\d+\.\d (?:kB|MB|GB)|\(\d+ s\)|(?:HIGH|MEDIUM)-\d{3}|\b[12] (?:findings?|high|medium)/g;
    for (const text of [...wires.values()].flatMap(textsOf)) {
      const plain = text
        .replace(/^[FC]\d+$/, '')
        .replace(derived, '')
        .replace(/(?<=\d),(?=\d{3}\b)/g, '');
      for (const number of plain.match(/\d+/g) ?? []) expect(known, text).toContain(number);
    }
  });

  it('are the same words twice', () => {
    expect(JSON.stringify(written(sampleInvestigation()).report)).toBe(JSON.stringify(report));
  });
});

describe('one finding', () => {
  const one = written(withCandidates([largeFlow])).report;

  it('is told in the singular', () => {
    expect(one.executiveSummary).toMatch(/^The checks raised 1 finding of high severity in 14 flows /);
    expect(one.executiveSummary).not.toContain('Further findings');
  });

  it('leads to three actions at least', () => expect(one.actions.length).toBeGreaterThanOrEqual(3));
});

describe('ten findings', () => {
  const ten = Array.from({ length: 10 }, (_, index) =>
    index % 2 === 0
      ? { ...largeFlow, detection: detections[index] ?? '' }
      : { ...portScan, detection: detections[index] ?? '' },
  );
  const { report, rejected, investigation } = written(withCandidates(ten));

  it('pass the gate and are all in the report', () => {
    expect(rejected).toEqual([]);
    expect(investigation.steps.report?.answer.findings).toHaveLength(10);
  });

  it('are told by the two gravest, and the rest by kind', () => {
    expect(report.executiveSummary.match(/HIGH-00\d/g)).toEqual(['HIGH-001', 'HIGH-002']);
    expect(report.executiveSummary).toContain('Further findings: ');
  });

  it('lead to five actions, none of them twice', () => {
    expect(report.actions).toHaveLength(5);
    expect(new Set(report.actions.map(({ action }) => action)).size).toBe(5);
    expect(report.actions.filter(({ action }) => action.startsWith('Isolate 10.0.2.15'))).toHaveLength(1);
  });
});

describe('no finding', () => {
  const { report, rejected, investigation } = written(nothing);

  it('passes the gate', () => expect(rejected).toEqual([]));

  it('is said plainly, with what was ruled out and what could not be checked', () => {
    expect(report.riskLevel).toBe('Low');
    expect(report.executiveSummary).toBe(
      'Nothing suspicious was found in 14 flows with 520.1 MB (520,094,896 bytes) from 2024-01-15 14:23:15Z to 2024-01-15 14:24:13Z (58 s). ' +
        'Checked and ruled out: port scan, large flow and brute force. ' +
        'Not checked: beacon (needs 100 flows); half-open scan (the log lacks tcp-flags).',
    );
  });

  it('leads to no action but a longer look, and to no finding, asset or technique', () => {
    expect(report.actions).toEqual([
      {
        action: 'Load flow logs of a longer period around 203.0.113.45: the check beacon needs 100 flows.',
        object: '203.0.113.45',
      },
    ]);
    expect(report.findings).toEqual([]);
    expect(report.affectedAssets).toEqual([]);
    expect(investigation.steps.attack?.answer).toEqual({ rows: [], unmapped: [] });
  });

  it('leads to no action at all when every check could look', () => {
    const all = withCandidates(
      [],
      quietChecks.map((check) => ({ ...check, outcome: 'quiet' as const })),
    );
    expect(written(all).report.actions).toEqual([]);
  });
});

describe('a log without a flow', () => {
  const { report, rejected, investigation } = written(noData);

  it('passes the gate', () => expect(rejected).toEqual([]));

  it('says what there is instead, and that nothing could be judged', () => {
    expect(report.executiveSummary).toContain('Nothing suspicious was found, and nothing could be judged.');
    expect(report.executiveSummary).toContain(
      'The log holds no flow: 12 NODATA records (nothing flowed), 2 SKIPDATA records (AWS left out an unknown number of flows).',
    );
    expect(report.actions).toEqual([]);
    expect(investigation.steps.baseline?.answer.rows).toEqual([]);
  });
});

describe('a gap in the log', () => {
  const gap: Candidate = {
    ...candidate('coverage-gap', { actors: [], targets: [], ports: [], protocol: null, bytes: 0, attack: [] }, 'low'),
    title: 'Coverage gap: 2 SKIPDATA records',
    why: '2 records with the status SKIPDATA.',
    evidenceFilter: { logStatus: 'SKIPDATA' },
    evidence: portScan.evidence.slice(0, 1),
  };

  it('is a note and no suspicion, with actions about its interface', () => {
    const { report, rejected } = written(withCandidates([gap], quietChecks));
    expect(rejected).toEqual([]);
    expect(report.executiveSummary).toMatch(
      /^Nothing suspicious was found .* LOW-001, coverage gap: 2 SKIPDATA records\.$/,
    );
    expect(report.actions).toHaveLength(3);
    for (const { action, object } of report.actions) {
      expect(object).toBe('eni-0a1b2c3d');
      expect(action).toContain(object);
    }
  });

  it('comes after what is suspicious', () => {
    const { report } = written(withCandidates([gap, { ...portScan, severity: 'low' }]));
    expect(report.executiveSummary).toContain('2 findings (2 low)');
    expect(report.actions[0]?.action).toContain('203.0.113.45');
  });
});

describe('earlier steps', () => {
  it('by somebody else are taken as they are: severity, order, words, and what was left out', () => {
    const { investigation } = written(sampleInvestigation());
    const anomalies = investigation.steps.anomalies;
    if (!anomalies) throw new Error('step 2 is written');
    const edited: Investigation = {
      ...investigation,
      steps: {
        ...investigation.steps,
        anomalies: {
          ...anomalies,
          author: 'person',
          answer: {
            findings: [
              {
                number: 1,
                candidate: 'C2',
                title: 'Our own scanner',
                severity: 'low',
                why: 'Announced for today.',
                entries: [],
              },
            ],
          },
        },
      },
    };
    const report = writeReport(edited);
    expect(report.findings).toMatchObject([{ finding: 1, why: 'Announced for today.' }]);
    expect(report.riskLevel).toBe('Low');
    expect(report.executiveSummary).toContain('LOW-001: Our own scanner.');
    expect(writeAttack(edited).rows.map(({ finding, technique }) => [finding, technique])).toEqual([[1, 'T1595.001']]);
    expect(textsOf(report.actions).join(' ')).not.toContain('10.0.2.15');
  });

  it('that are missing are replaced by the candidates themselves', () => {
    expect(writeReport(sample).findings.map(({ finding }) => finding)).toEqual([1, 2]);
    expect(writeAttack(sample).rows).toHaveLength(3);
  });

  it('without a technique are unmapped', () => {
    const unmapped = withCandidates([
      { ...largeFlow, attack: [] },
      { ...portScan, attack: [{ technique: 'T9999', confidence: 'high', reasoning: 'x' }] },
    ]);
    expect(writeAttack(unmapped)).toEqual({ rows: [], unmapped: [1, 2] });
  });
});

describe('any case', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'made up from seed %i passes the gate, IPv6 and all',
    (seed) => {
      const { rejected, investigation } = written(seededInvestigation(seed));
      expect(rejected).toEqual([]);
      for (const id of stepIds) expect(investigation.steps[id]).not.toBeNull();
    },
  );

  it('without actions in the log says nothing of what was accepted', () => {
    const blind = sampleInvestigation();
    blind.totals = { ...blind.totals, accepted: 0, rejected: 0 };
    for (const row of [...blind.facts.topSources, ...blind.facts.topDestinations]) row.rejected = 0;
    const { rows, summary } = writeBaseline(blind);
    expect(textsOf(rows).join(' ')).not.toMatch(/accepted|rejected/);
    expect(summary).toContain('the log does not say what was accepted');
  });
});
