import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exchange, flowLine, times, webFlows } from '../../test/support/flow-lines.ts';
import { withSession } from '../../test/support/run-one.ts';
import { defineDetection } from './detection.ts';
import { detections } from './registry.ts';
import { type DetectionOptions, type RunnableDetection, runDetections } from './run-detections.ts';

const scanner = '203.0.113.45';
const host = '10.0.1.25';
const scan = times(12, (index) =>
  flowLine({
    src: scanner,
    dst: host,
    sport: 54_321,
    dport: 8000 + index * 2,
    packets: 1,
    action: 'REJECT',
    at: index,
  }),
);
const upload = flowLine({
  src: '10.0.2.15',
  dst: '198.51.100.23',
  sport: 44_321,
  dport: 443,
  packets: 400_000,
  bytes: 600_000_000,
  lasts: 50,
});

const run = (lines: readonly string[], options: DetectionOptions = {}) =>
  withSession(lines, (session) => runDetections(session, options));

/** A detection made up for a test: one row a destination. */
const madeUp = (more: Partial<RunnableDetection> = {}): RunnableDetection => ({
  ...defineDetection({
    id: 'made-up',
    catalogue: 'D00',
    title: 'Made up',
    looksFor: 'Anything.',
    needs: [],
    flowsMin: 1,
    thresholds: { flowsAbove: { value: 0, unit: 'flows', source: 'test' } },
    sameFactAs: [],
    row: z.object({ host: z.string(), flows: z.number() }),
    judge: ({ host: target, flows }) => ({
      title: `Made up: ${target}`,
      severity: 'low',
      confidence: 'high',
      actors: [],
      targets: [target],
      ports: [],
      protocol: 17,
      firstSeen: null,
      lastSeen: null,
      flows,
      bytes: 0,
      why: 'because',
      measures: { flows },
      steps: ['low: made up'],
      evidence: { destinations: [target] },
      attack: [{ technique: 'T1595', confidence: 'high', reasoning: 'because' }],
    }),
    benign: ['nothing'],
    confirm: ['nothing'],
  }),
  sql: `select a.text as host, count(*) as flows, count(*) over () as found from flow f join address a on a.id = f.dst
    group by a.text having count(*) > $flowsAbove order by count(*) desc, a.text limit $rowsListed`,
  ...more,
});

test('each detection has one check, sorted by id, whatever its outcome', async () => {
  const { checks } = await run(scan);
  expect(checks.map(({ detection }) => detection)).toEqual(detections.map(({ id }) => id).sort());
  expect(checks.find(({ detection }) => detection === 'port-scan')).toEqual({
    detection: 'port-scan',
    title: 'Port scan',
    outcome: 'fired',
    missing: [],
    has: 12,
    needs: 1,
    candidates: 1,
    error: null,
    thresholds: expect.objectContaining({ distinctPortsMin: 5, sensitivePorts: expect.arrayContaining([22, 3389]) }),
  });
});

test('candidates come worst first, then by flows, with ids, names and evidence', async () => {
  const { candidates } = await run([...scan, upload]);
  expect(candidates.map(({ id, detection, severity }) => [id, detection, severity])).toEqual([
    ['C1', 'large-flow', 'high'],
    ['C2', 'large-transfer', 'high'],
    ['C3', 'port-scan', 'low'],
    ['C4', 'reject-storm', 'low'],
  ]);
  expect(candidates[0]).toMatchObject({
    protocol: 'tcp',
    thresholds: { bytesAbove: 500_000_000 },
    evidence: [{ source: 'paste', line: 13, text: upload }],
    evidenceFilter: { sources: ['10.0.2.15'], bytesAbove: 500_000_000 },
  });
});

test('the same lines give the same result', async () => {
  const lines = [...scan, upload, ...webFlows(300)];
  expect(await run(lines)).toEqual(await run(lines));
});

test('quiet everywhere above low: a web server with thousands of clients', async () => {
  const { candidates } = await run(webFlows(12_000));
  expect(candidates.filter(({ severity }) => severity !== 'low' && severity !== 'info')).toEqual([]);
});

describe('what belongs together', () => {
  test('a scan and an upload of the same pair raise each other; the bytes of the upload count once', async () => {
    const back = flowLine({
      src: host,
      dst: scanner,
      sport: 44_321,
      dport: 443,
      packets: 400_000,
      bytes: 600_000_000,
      lasts: 50,
      at: 60,
    });
    const { candidates } = await run([...scan, back]);
    const flow = candidates.find(({ detection }) => detection === 'large-flow');
    expect(flow).toMatchObject({
      severity: 'critical',
      steps: [
        'high: above the threshold in one record',
        'same records as large-transfer: counted once',
        '+1: same pair also fired port-scan, reject-storm',
      ],
    });
    expect(candidates.find(({ detection }) => detection === 'port-scan')?.severity).toBe('medium');
  });

  test('an upload by itself is not raised by its own sum, nor brute force by the port being open', async () => {
    const attempts = times(12, (index) =>
      exchange({
        src: '198.51.100.7',
        dst: host,
        sport: 40_000 + index,
        dport: 22,
        packets: 14,
        bytes: 2_000,
        at: index,
      }),
    ).flat();
    const { candidates } = await run([upload, ...attempts]);
    expect(candidates.map(({ detection, severity }) => [detection, severity])).toEqual([
      ['large-flow', 'high'],
      ['large-transfer', 'high'],
      ['brute-force', 'medium'],
      ['open-admin-port', 'medium'],
    ]);
  });
});

describe('outcomes', () => {
  test('insufficient: status lines alone hold no flow; coverage is looked at all the same', async () => {
    const { checks } = await run(['2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328655 - NODATA']);
    const outcomes = new Map(checks.map((check) => [check.detection, check]));
    expect(outcomes.get('port-scan')).toMatchObject({ outcome: 'insufficient', has: 0, needs: 1 });
    expect(outcomes.get('coverage-gap')).toMatchObject({ outcome: 'quiet' });
  });

  test('unavailable: the layout lacks the action; what needs none looks all the same', async () => {
    const lines = [
      'srcaddr dstaddr srcport dstport protocol packets bytes start end',
      `${host} ${scanner} 44321 443 6 9 900 1705328595 1705328655`,
    ];
    const { checks } = await run(lines);
    const outcomes = new Map(checks.map((check) => [check.detection, check]));
    expect(outcomes.get('reject-storm')).toMatchObject({ outcome: 'unavailable', missing: ['action'] });
    expect(outcomes.get('large-flow')).toMatchObject({ outcome: 'quiet', missing: [] });
  });

  test('the ends of the traffic stand in for the ends of the interface', async () => {
    const lines = ['pkt-srcaddr pkt-dstaddr bytes', `10.0.2.15 198.51.100.23 600000000`];
    const { checks } = await run(lines);
    expect(checks.find(({ detection }) => detection === 'large-flow')?.outcome).toBe('fired');
  });

  test('failed: a broken query is said aloud, and the others go on', async () => {
    const broken = madeUp({ id: 'broken', sql: 'select nothing from nowhere' });
    const { checks, candidates } = await run(scan, { detections: [broken, madeUp()] });
    expect(checks).toMatchObject([
      { detection: 'broken', outcome: 'failed', error: expect.stringContaining('nowhere'), candidates: 0 },
      { detection: 'made-up', outcome: 'fired', error: null, candidates: 1 },
    ]);
    expect(candidates).toHaveLength(1);
  });

  test('failed: a row that is not as the detection says', async () => {
    const odd = madeUp({ sql: 'select 1 as host, 1 as flows, 1 as found' });
    expect((await run(scan, { detections: [odd] })).checks[0]?.outcome).toBe('failed');
  });

  test('failed: a technique that the table does not hold', async () => {
    const mapped = madeUp();
    const wrong = madeUp({
      judge: (row, context) => ({
        ...mapped.judge(row, context),
        attack: [{ technique: 'T9999', confidence: 'low', reasoning: 'because' }],
      }),
    });
    expect((await run(scan, { detections: [wrong] })).checks[0]).toMatchObject({
      outcome: 'failed',
      error: 'T9999 is not in the table of techniques',
    });
  });
});

test('no confidence in a technique stands above what flow logs can carry', async () => {
  const { candidates } = await run(scan, { detections: [madeUp()] });
  expect(candidates[0]?.attack).toEqual([{ technique: 'T1595', confidence: 'medium', reasoning: 'because' }]);
});

test('at most 50 rows of a detection are listed, and the last says how many were left out', async () => {
  const lines = times(60, (index) => flowLine({ src: scanner, dst: `10.0.3.${index}`, sport: 40_000, dport: 443 }));
  const { candidates, checks } = await run(lines, { detections: [madeUp()] });
  expect(candidates).toHaveLength(50);
  expect(checks[0]?.candidates).toBe(50);
  expect(candidates.filter(({ measures }) => 'leftOut' in measures).map(({ measures }) => measures.leftOut)).toEqual([
    10,
  ]);
});

describe('changed thresholds', () => {
  test('hold for the run and are printed', async () => {
    const quiet = await run(scan, { thresholds: { 'port-scan.distinctPortsMin': 13 } });
    expect(quiet.checks.find(({ detection }) => detection === 'port-scan')).toMatchObject({
      outcome: 'quiet',
      thresholds: { distinctPortsMin: 13 },
    });
  });

  test('an unknown one stops the run', async () => {
    await expect(run(scan, { thresholds: { 'port-scan.ports': 1 } })).rejects.toMatchObject({ code: 'bad-value' });
  });
});

test('a scan of every port has a filter without the list of them', async () => {
  const everywhere = times(1200, (index) =>
    flowLine({
      src: scanner,
      dst: host,
      sport: 54_321,
      dport: 1 + index,
      packets: 1,
      action: 'REJECT',
      at: index % 50,
    }),
  );
  const { candidates } = await run(everywhere);
  const found = candidates.find(({ detection }) => detection === 'port-scan');
  expect(found?.evidenceFilter).not.toHaveProperty('servicePorts');
  expect(found).toMatchObject({ measures: { distinctPorts: 1200 }, evidenceTotal: 1200 });
  expect(found?.ports).toHaveLength(1000);
});
