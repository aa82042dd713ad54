import { describe, expect, test } from 'vitest';
import type { Investigation } from '#lib/model/investigation.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import type { Block, Inline } from './blocks.ts';
import { reportDocument } from './document.ts';

const words = (content: readonly Inline[]) => content.map(({ text }) => text).join('');

/** A block as plain words, a row of a table on a line. */
function read(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return words(block.content);
    case 'list':
      return block.items.map(({ content }) => words(content)).join('\n');
    case 'entries':
      return block.entries.map(({ label, content }) => `${label}: ${words(content)}`).join('\n');
    case 'table':
      return block.rows.map((row) => row.map(words).join(' | ')).join('\n');
    case 'lines':
      return block.lines.map(({ source, line, text }) => `${source}:${line} ${text}`).join('\n');
    case 'section':
      return [words(block.heading), ...block.blocks.map(read)].join('\n');
  }
}

const header = (investigation: Investigation) => reportDocument(investigation).header.map(read).join('\n');

function sectionOf(investigation: Investigation, heading: string): string {
  const found = reportDocument(investigation).sections.filter((part) => words(part.heading) === heading);
  return found.map(read).join('\n');
}

const sample = sampleWithSteps();
const nothingFound: Investigation = {
  ...sampleInvestigation(),
  candidates: [],
  checks: sampleInvestigation().checks.map((check) => ({ ...check, outcome: 'quiet', candidates: 0 })),
};

describe('headings', () => {
  const order = [
    'EXECUTIVE SUMMARY',
    'SUSPICIOUS FINDINGS',
    'MITRE ATT&CK SUMMARY',
    'AFFECTED ASSETS',
    'INDICATORS OF COMPROMISE',
    'RECOMMENDED IMMEDIATE ACTIONS',
    'FURTHER INVESTIGATION REQUIRED',
    'CHECKED AND RULED OUT',
    'LIMITS OF THIS EVIDENCE',
  ];
  test.each([
    ['written', sample],
    ['facts only', sampleInvestigation()],
    ['nothing found', nothingFound],
  ])('%s: those of the contract, in its order', (_, investigation) => {
    expect(reportDocument(investigation).sections.map(({ heading }) => words(heading))).toEqual(order);
  });
});

describe('the header accounts for every line', () => {
  test('headers and records', () => {
    const input = { ...sample.input, lines: 173198, headers: 579, records: 172619, blank: 0, rejected: 0 };
    expect(header({ ...sample, input })).toContain('173,198 lines = 172,619 records + 579 headers');
  });

  test('blank lines and lines that could not be read', () => {
    expect(header(sample)).toContain('17 lines = 15 records + 1 blank + 1 not readable');
  });

  test('many inputs: the first five, and how many more', () => {
    const [source] = sample.input.sources;
    const sources = source ? Array.from({ length: 579 }, (_, index) => ({ ...source, name: `${index}.log.gz` })) : [];
    expect(header({ ...sample, input: { ...sample.input, sources } })).toContain('3.log.gz, 4.log.gz and 574 more');
  });

  test('who wrote each step', () => {
    expect(header(sample)).toContain(
      'Written by: 1 Baseline: Computed; 2 Anomalies: AI · example-model-1; 3 ATT&CK: Computed; 4 Report: Computed (in place of a provider that failed)',
    );
    const { report } = sample.steps;
    const edited = {
      ...sample,
      steps: { ...sample.steps, report: report && { ...report, author: 'person' as const, fallback: null } },
    };
    expect(header(edited)).toMatch(/4 Report: You$/);
  });

  test('a log without times says so', () => {
    expect(header({ ...sample, window: null })).toContain('Period: the records carry no times');
  });
});

describe('findings', () => {
  const findings = sectionOf(sample, 'SUSPICIOUS FINDINGS');

  test('are numbered through, by severity', () => {
    expect(findings).toMatch(/^HIGH-001 10\.0\.2\.15 sent/m);
    expect(findings).toMatch(/^MEDIUM-002 203\.0\.113\.45 tried/m);
  });

  test('say who, to whom, when, by which check and at which threshold, with the lines themselves', () => {
    for (const line of [
      'Severity: High',
      'Confidence: Medium',
      'Source: 10.0.2.15',
      'Destination: 198.51.100.23',
      'Ports: 8889 (tcp)',
      'Timeline: 2024-01-15 14:23:30Z to 2024-01-15 14:24:10Z (40 s)',
      'Detection: large-flow (measured: bytes = 520,093,696 · thresholds: bytesMin = 500,000,000)',
      'Why it is suspicious: The volume is above 500,000,000 bytes, and port 8889 has no usual service.',
      'paste:15 2 123456789012 eni-0a1b2c3d 10.0.2.15 198.51.100.23 44321 8889 6 360000 520093696 1705328610 1705328650 ACCEPT OK',
      'A backup or a replication job',
      'Host logs of 10.0.2.15',
    ]) {
      expect(findings).toContain(line);
    }
  });

  test('claims refer to the lines they rest on, each line once', () => {
    const [, second] = reportDocument(sample).sections[1]?.blocks ?? [];
    const claims = second?.kind === 'section' ? second.blocks.filter((block) => block.kind === 'paragraph') : [];
    expect(claims[0]).toMatchObject({
      evidence: [1, 2, 12, 6].map((line) => ({ candidate: 'C2', source: 'paste', line })),
    });
    expect(second).toMatchObject({ anchor: 'finding-medium-002', author: 'Computed' });
  });

  test('a severity that differs from the check’s is said with both', () => {
    const { report, anomalies } = sample.steps;
    const steps = {
      ...sample.steps,
      report: null,
      anomalies: anomalies && {
        ...anomalies,
        answer: { findings: anomalies.answer.findings.map((finding) => ({ ...finding, severity: 'low' as const })) },
      },
    };
    expect(report).not.toBeNull();
    expect(sectionOf({ ...sample, steps }, 'SUSPICIOUS FINDINGS')).toContain('Severity: Low (the check said High)');
    expect(reportDocument({ ...sample, steps }).riskLevel).toBe('Low');
  });

  test('a finding that the written report leaves out keeps its place and its first words', () => {
    const { report } = sample.steps;
    const steps = { ...sample.steps, report: report && { ...report, answer: { ...report.answer, findings: [] } } };
    const document = reportDocument({ ...sample, steps });
    expect(document.sections[1]?.blocks.map((block) => block.kind === 'section' && block.author)).toEqual([
      'AI · example-model-1',
      'AI · example-model-1',
    ]);
  });
});

describe('techniques', () => {
  test('one row a technique, and «No confident mapping» for the others', () => {
    expect(sectionOf(sample, 'MITRE ATT&CK SUMMARY').split('\n').slice(1)).toEqual([
      'HIGH-001 | No confident mapping | - | - | - | -',
      'MEDIUM-002 | Active Scanning: Scanning IP Blocks | T1595.001 | Reconnaissance | An external source tried 12 ports of 10.0.1.25 in 53 s. | High',
    ]);
  });

  test('a finding of two techniques has two rows', () => {
    const { attack } = sample.steps;
    const rows = (attack?.answer.rows ?? []).flatMap((row) => [
      row,
      { ...row, technique: 'T1046', techniqueName: 'Network Service Discovery' },
    ]);
    const steps = { ...sample.steps, attack: attack && { ...attack, answer: { rows, unmapped: [1] } } };
    expect(sectionOf({ ...sample, steps }, 'MITRE ATT&CK SUMMARY').split('\n')).toHaveLength(4);
  });
});

describe('assets and indicators', () => {
  test('assets are the internal addresses, with role, proof and part', () => {
    expect(sectionOf(sample, 'AFFECTED ASSETS')).toContain(
      '10.0.1.25 | web server | serves 22, 443 to 1 external peer | eni-0a1b2c3d | Tried on 12 ports by 203.0.113.45 · MEDIUM-002 (target)',
    );
    expect(sectionOf(sample, 'AFFECTED ASSETS')).not.toMatch(/^(203|198)\./m);
  });

  test('an internal address that the written report forgets is listed all the same', () => {
    const { report } = sample.steps;
    const steps = {
      ...sample.steps,
      report: report && { ...report, answer: { ...report.answer, affectedAssets: [] } },
    };
    expect(sectionOf({ ...sample, steps }, 'AFFECTED ASSETS')).toMatch(/^10\.0\.2\.15 \| client/m);
  });

  test('indicators carry no judgement of reputation, external ones first', () => {
    const rows = sectionOf(sample, 'INDICATORS OF COMPROMISE').split('\n');
    expect(rows[1]).toBe('Seen in these logs, reputation not checked.');
    expect(rows.slice(2).map((row) => row.split(' | ')[0])).toEqual([
      '198.51.100.23',
      '203.0.113.45',
      '10.0.2.15',
      '10.0.1.25',
      'tcp 8889',
      'tcp 21-23, 25, 80, 110, 135, 139, 143, 443, 445, 3389',
    ]);
  });

  test('one address in two findings is one row over both periods', () => {
    const candidates = sample.candidates.map((candidate) => ({
      ...candidate,
      actors: ['203.0.113.45'],
      targets: ['10.0.1.25'],
      ports: [22],
    }));
    const rows = sectionOf({ ...sample, candidates }, 'INDICATORS OF COMPROMISE')
      .split('\n')
      .slice(2);
    expect(rows[0]).toBe(
      '203.0.113.45 | IPv4, external | actor | 2024-01-15 14:23:15Z | 2024-01-15 14:24:10Z | HIGH-001, MEDIUM-002',
    );
    expect(rows).toHaveLength(3);
  });

  test('thousands of indicators: the first 200, and how many more', () => {
    const actors = Array.from({ length: 3000 }, (_, index) => `2001:db8::${(index + 1).toString(16)}`);
    const candidates = sample.candidates.map((candidate) => ({ ...candidate, actors }));
    const section = sectionOf({ ...sample, candidates }, 'INDICATORS OF COMPROMISE');
    expect(section.split('\n')).toHaveLength(203);
    expect(section).toContain('The JSON document holds the other 2,804.');
  });
});

describe('actions', () => {
  test('name their object once', () => {
    expect(sectionOf(sample, 'RECOMMENDED IMMEDIATE ACTIONS').split('\n').slice(1)).toEqual([
      'Isolate 10.0.2.15 and keep an image of its memory and disk.',
      'Block the source at the network ACL (203.0.113.45)',
      'Restrict egress to port 8889.',
    ]);
  });
});

describe('what was ruled out and what was not', () => {
  test('quiet checks with their thresholds, fired ones under Method', () => {
    const section = sectionOf(sample, 'CHECKED AND RULED OUT');
    expect(section).toContain(
      'Brute force (brute-force): 14 flows looked at, nothing found. Thresholds: attemptsMin = 9.',
    );
    expect(section.slice(section.indexOf('Method'))).toContain(
      'Large flow (large-flow): 14 flows looked at, 1 found. Thresholds: bytesMin = 500,000,000.',
    );
  });

  test('a candidate that was not kept is told', () => {
    const { anomalies } = sample.steps;
    const steps = {
      ...sample.steps,
      anomalies: anomalies && { ...anomalies, answer: { findings: anomalies.answer.findings.slice(0, 1) } },
    };
    expect(sectionOf({ ...sample, steps }, 'CHECKED AND RULED OUT')).toContain(
      'Considered and not kept as a finding:\nPort scan: 203.0.113.45 tried 12 ports of 10.0.1.25 (Medium, port-scan).',
    );
  });

  test('limits: lines, statuses, fields, checks that could not look, blind spots, rejected claims, fallback', () => {
    const limits = sectionOf(sample, 'LIMITS OF THIS EVIDENCE');
    for (const line of [
      'Not readable, and counted nowhere: 1 of 17 lines.',
      'paste:17 13 fields, expected 14: 2 123456789012 eni-0a1b2c3d',
      '1 record of status NODATA: nothing flowed at that interface in that interval.',
      'Fields without a value in any record: tcp-flags, flow-direction, pkt-srcaddr, pkt-dstaddr.',
      'Beacon | beacon | insufficient | has 14 flows, needs 100',
      'Half-open scan | half-open-scan | unavailable | the log lacks tcp-flags',
      'because the provider failed (rate-limited): The provider took no more requests. Run step 4 again in a minute.',
      'DNS queries to the Amazon resolver and traffic to 169.254.169.254 are never logged.',
      'Step 2 Anomalies, AI · example-model-1: «10.0.9.9 received 847 connections.». Rejected: no fact holds 10.0.9.9',
      'Threat intelligence: not checked.',
    ]) {
      expect(limits).toContain(line);
    }
  });

  test('a failed check and a damaged input are said aloud', () => {
    const checks = sample.checks.map((check) => ({ ...check, outcome: 'failed' as const, error: 'column x' }));
    const sources = sample.input.sources.map((source) => ({ ...source, damage: 'damaged after 31 kB' }));
    const limits = sectionOf(
      { ...sample, checks, input: { ...sample.input, sources, skipData: 2 } },
      'LIMITS OF THIS EVIDENCE',
    );
    expect(limits).toContain('Beacon | beacon | failed | a fault of the program: column x');
    expect(limits).toContain('Not read to the end: paste (damaged after 31 kB).');
    expect(limits).toContain('2 records of status SKIPDATA: AWS dropped records there, so traffic is missing.');
  });

  test('of many lines that could not be read the first five stand there', () => {
    const rejectedLines = Array.from({ length: 100 }, (_, index) => ({
      source: 'paste',
      line: index + 1,
      reason: 'r',
      text: 't',
    }));
    const limits = sectionOf(
      { ...sample, input: { ...sample.input, rejected: 4000, rejectedLines } },
      'LIMITS OF THIS EVIDENCE',
    );
    expect(limits.match(/^paste:/gm)).toHaveLength(5);
  });
});

describe('while no step is written', () => {
  const facts = sampleInvestigation();

  test('the report says so and renders the facts', () => {
    expect(sectionOf(facts, 'LIMITS OF THIS EVIDENCE')).toContain('Step 3 ATT&CK was not written.');
    expect(sectionOf(facts, 'EXECUTIVE SUMMARY')).toContain(
      '203.0.113.45 | 12 | 720 bytes | Inbound | as source, external; 10 rejected',
    );
    expect(sectionOf(facts, 'SUSPICIOUS FINDINGS')).toContain('HIGH-001 Large flow: 10.0.2.15 sent');
    expect(sectionOf(facts, 'MITRE ATT&CK SUMMARY')).toContain(
      'HIGH-001 T1048 (medium confidence), T1571 (medium confidence)',
    );
    expect(sectionOf(facts, 'FURTHER INVESTIGATION REQUIRED')).toContain('Firewall or IDS logs');
    expect(reportDocument(facts).riskLevel).toBe('High');
  });
});

describe('when nothing was found', () => {
  test('plain words, the list of what was ruled out, and a low risk', () => {
    expect(sectionOf(nothingFound, 'EXECUTIVE SUMMARY')).toContain(
      'Nothing suspicious was found: none of the 5 checks that could look found anything.',
    );
    expect(sectionOf(nothingFound, 'SUSPICIOUS FINDINGS')).toContain('No suspicious finding.');
    expect(sectionOf(nothingFound, 'CHECKED AND RULED OUT')).toContain('5 checks of 5 looked and found nothing');
    expect(reportDocument(nothingFound).riskLevel).toBe('Low');
  });

  test('a log of NODATA records claims nothing of traffic', () => {
    const { facts } = nothingFound;
    const empty: Investigation = {
      ...nothingFound,
      window: null,
      totals: { flows: 0, bytes: 0, packets: 0, accepted: 0, rejected: 0 },
      checks: nothingFound.checks.map((check) => ({ ...check, outcome: 'insufficient', has: 0, needs: 1 })),
      facts: { ...facts, topSources: [], topDestinations: [], topPorts: [], outbound: [] },
    };
    const summary = sectionOf(empty, 'EXECUTIVE SUMMARY');
    expect(summary).toContain('The input holds no flow, so nothing can be said about traffic.');
    expect(summary).toContain('no check could look');
    expect(summary).toContain('No address has a flow in these logs.');
    expect(sectionOf(empty, 'CHECKED AND RULED OUT')).toContain('so nothing is ruled out');
  });
});

test('the same investigation gives the same document, whenever it was made', () => {
  const later = { ...sample, run: { ...sample.run, createdAt: '2026-02-01T00:00:00.000Z', durationMs: 999 } };
  expect(JSON.stringify(reportDocument(later))).toBe(JSON.stringify(reportDocument(sample)));
});
