import { describe, expect, test } from 'vitest';
import { exchange, flowLine, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const inside = '10.0.2.15';
const outside = '198.51.100.23';
const run = (lines: readonly string[], thresholds: Record<string, number> = {}) =>
  runOne('large-flow', lines, thresholds);
const upload = (bytes: number, more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  flowLine({ src: inside, dst: outside, sport: 44_321, dport: 443, packets: 360_000, bytes, lasts: 50, ...more });

test('fires: a record of more than 500,000,000 bytes', async () => {
  const candidate = theOne(
    (await run([upload(9_000, { packets: 9 }), upload(500_000_001, { sport: 44_322 })])).candidates,
  );
  expect(candidate).toMatchObject({
    title: `Large flow: ${inside} sent 500,000,001 bytes to ${outside} in one record`,
    severity: 'high',
    confidence: 'high',
    actors: [inside],
    targets: [outside],
    ports: [443],
    flows: 1,
    bytes: 500_000_001,
    measures: { records: 1, largestBytes: 500_000_001, bytesPerSecond: 10_000_000 },
    attack: [{ technique: 'T1048', confidence: 'medium' }],
    evidenceTotal: 1,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([2]);
  expect(candidate.why).toBe(
    `A single accepted record carries 500.0 MB (500,000,001 bytes) from ${inside} to ${outside} on port 443. ${inside} opened the conversation. That is 10.0 MB (10,000,000 bytes) a second.`,
  );
});

test('quiet: exactly 500,000,000 bytes, and half a gigabyte in two records', async () => {
  expect((await run([upload(500_000_000)])).check.outcome).toBe('quiet');
  expect((await run([upload(300_000_000), upload(300_000_000, { at: 60 })])).check.outcome).toBe('quiet');
});

test('a changed threshold is used, and finds its evidence', async () => {
  const { check, candidates } = await run([upload(200, { packets: 3 })], { 'large-flow.bytesAbove': 100 });
  expect(check.thresholds.bytesAbove).toBe(100);
  expect(theOne(candidates)).toMatchObject({ thresholds: { bytesAbove: 100 }, evidenceTotal: 1 });
});

describe('what is no upload', () => {
  test.each([
    ['a download', { src: outside, dst: inside, sport: 443, dport: 44_321 }],
    ['an internal copy', { dst: '10.0.2.16' }],
    ['a refused record', { action: 'REJECT' as const }],
    ['multicast', { dst: '239.1.1.1', protocol: 17 }],
  ])('quiet: %s', async (_, more) => {
    expect((await run([upload(600_000_000, more)])).check.outcome).toBe('quiet');
  });
});

test('two records of a pair are one candidate, a copy from a second interface is not counted', async () => {
  const lines = [upload(600_000_000), upload(700_000_000, { at: 60 }), upload(600_000_000, { eni: 'eni-0bbbbbbb' })];
  const candidate = theOne((await run(lines)).candidates);
  expect(candidate).toMatchObject({ flows: 2, bytes: 1_300_000_000, measures: { largestBytes: 700_000_000 } });
  expect(candidate.title).toContain('in the largest of 2 records');
});

describe('severity', () => {
  test('critical: the internal host sent it to an unusual port', async () => {
    expect(theOne((await run([upload(520_093_696, { dport: 8889 })])).candidates)).toMatchObject({
      severity: 'critical',
      attack: [
        { technique: 'T1048', confidence: 'medium' },
        { technique: 'T1571', confidence: 'medium' },
      ],
    });
  });

  test('medium: an outside client asked a web service for it', async () => {
    const served = exchange({
      src: outside,
      dst: inside,
      sport: 51_000,
      dport: 443,
      packets: 900,
      bytes: 60_000,
      replyPackets: 400_000,
      replyBytes: 600_000_000,
      lasts: 50,
    });
    const candidate = theOne((await run(served)).candidates);
    expect(candidate).toMatchObject({ severity: 'medium', attack: [{ technique: 'T1048', confidence: 'low' }] });
    expect(candidate.why).toContain(`${outside} opened the conversation.`);
    expect(candidate.evidence.map(({ line }) => line)).toEqual([2]);
  });

  test('one step lower when the log names an AWS service, but not for EC2, which anybody rents', async () => {
    const header =
      'srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status pkt-dst-aws-service';
    const line = (service: string) =>
      `${inside} ${outside} 44321 443 6 360000 600000000 1705328595 1705328655 ACCEPT OK ${service}`;
    expect(theOne((await run([header, line('S3')])).candidates)).toMatchObject({
      severity: 'medium',
      steps: ['high: above the threshold in one record', '-1: the log names the destination as the AWS service S3'],
    });
    expect(theOne((await run([header, line('EC2')])).candidates).severity).toBe('high');
  });

  test('a rate that no interface carries lowers the confidence', async () => {
    expect(theOne((await run([upload(600_000_000, { lasts: 4 })])).candidates).confidence).toBe('medium');
    expect(theOne((await run([upload(600_000_000, { lasts: 5 })])).candidates).confidence).toBe('high');
  });

  test('a record without a length has no rate', async () => {
    const candidate = theOne((await run([upload(600_000_000, { lasts: 0 })])).candidates);
    expect(candidate.measures).not.toHaveProperty('bytesPerSecond');
  });

  test('clear text is named on a port without encryption', async () => {
    const { attack } = theOne((await run([upload(600_000_000, { dport: 80 })])).candidates);
    expect(attack.map(({ technique, confidence }) => [technique, confidence])).toEqual([
      ['T1048', 'medium'],
      ['T1048.003', 'low'],
    ]);
  });
});

test('a layout without the action says nothing against the transfer', async () => {
  const lines = ['srcaddr dstaddr bytes', `${inside} ${outside} 600000000`];
  expect(theOne((await run(lines)).candidates)).toMatchObject({ severity: 'high', firstSeen: null, ports: [] });
});

test('unavailable without bytes', async () => {
  const lines = ['srcaddr dstaddr srcport dstport action', `${inside} ${outside} 44321 443 ACCEPT`];
  expect((await run(lines)).check).toMatchObject({ outcome: 'unavailable', missing: ['bytes'] });
});

test('the same in a large log', async () => {
  expect((await run([...webFlows(10_000), upload(500_000_000)])).check.outcome).toBe('quiet');
  const candidate = theOne((await run([...webFlows(10_000), upload(500_000_001)])).candidates);
  expect(candidate.evidence.map(({ line }) => line)).toEqual([10_001]);
});
