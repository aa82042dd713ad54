import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const inside = '10.130.8.94';
const outside = '198.51.100.23';
const run = (lines: readonly string[]) => runOne('odd-port-egress', lines);

/** Five conversations which carry `bytes` together to port 8889 outside. */
const sent = (bytes: number, more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  times(5, (index) =>
    flowLine({
      src: inside,
      dst: outside,
      sport: 36_072 + index,
      dport: 8889,
      packets: 100,
      bytes: index === 0 ? bytes - Math.floor(bytes / 5) * 4 : Math.floor(bytes / 5),
      at: index * 60,
      lasts: 50,
      ...more,
    }),
  );

test('fires: a million bytes of a pair to an unusual port', async () => {
  const candidate = theOne((await run(sent(1_000_000))).candidates);
  expect(candidate).toMatchObject({
    title: `Egress to an unusual port: ${inside} sent 1.0 MB (1,000,000 bytes) to port 8889 of ${outside}`,
    severity: 'medium',
    confidence: 'medium',
    actors: [inside],
    targets: [outside],
    ports: [8889],
    protocol: 'tcp',
    flows: 5,
    bytes: 1_000_000,
    measures: { bytes: 1_000_000, packets: 500, conversations: 5, largestBytes: 200_000 },
    attack: [
      { technique: 'T1048', confidence: 'medium' },
      { technique: 'T1571', confidence: 'medium' },
    ],
    evidenceTotal: 5,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  expect(candidate.why).toBe(
    `${inside} sent 1.0 MB (1,000,000 bytes) in 500 packets and 5 records to ${outside} on tcp port 8889 (not a usual service) in 4 min 50 s. ${inside} opened 5 conversations to it.`,
  );
});

test('quiet: a byte less', async () => {
  expect((await run(sent(999_999))).check.outcome).toBe('quiet');
});

test('a thousand packets count in a paste, not in a large log', async () => {
  expect((await run(sent(90_000, { packets: 199 }))).check.outcome).toBe('quiet');
  expect((await run(sent(90_000, { packets: 200 }))).check.outcome).toBe('fired');
  expect((await run([...webFlows(200), ...sent(90_000, { packets: 200 })])).check.outcome).toBe('quiet');
  expect((await run([...webFlows(200), ...sent(1_000_000)])).check.outcome).toBe('fired');
});

test.each([
  [99_999_999, 'medium'],
  [100_000_000, 'high'],
  [265_183_813, 'high'],
  [499_999_999, 'high'],
  [500_000_000, 'critical'],
])('%i bytes are %s', async (bytes, severity) => {
  expect(theOne((await run(sent(bytes))).candidates).severity).toBe(severity);
});

describe('what does not count', () => {
  test.each([
    ['usual ports', { dport: 443 }],
    ['internal hosts', { dst: '10.130.8.95' }],
    ['refused records', { action: 'REJECT' as const }],
    ['multicast', { dst: '239.1.1.1', protocol: 17 }],
    ['replies of an internal service on an unusual port', { sport: 9000, dport: 51_000 }],
  ])('quiet: %s', async (_, more) => {
    expect((await run(sent(5_000_000, more))).check.outcome).toBe('quiet');
  });

  test('quiet: replies of a web server to clients, whose ports look unusual', async () => {
    const lines = times(20, (index) =>
      exchange({
        src: outside,
        dst: inside,
        sport: 50_000 + index,
        dport: 443,
        bytes: 3_000,
        replyPackets: 900,
        replyBytes: 2_000_000,
      }),
    ).flat();
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: ICMP has no port', async () => {
    expect((await run(sent(5_000_000, { protocol: 1, sport: 0, dport: 0 }))).check.outcome).toBe('quiet');
  });
});

describe('who opened it', () => {
  const high = { sport: 50_000, dport: 50_001 };

  test('low confidence and at most medium: both ports are ones that clients are given', async () => {
    expect(
      theOne(
        (await run([flowLine({ src: inside, dst: outside, packets: 9, bytes: 200_000_000, ...high })])).candidates,
      ),
    ).toMatchObject({
      severity: 'medium',
      confidence: 'low',
      attack: [
        { technique: 'T1048', confidence: 'low' },
        { technique: 'T1571', confidence: 'low' },
      ],
    });
  });

  test('high confidence: TCP flags tell', async () => {
    const line = flowLine({ src: inside, dst: outside, packets: 9, bytes: 200_000_000, flags: 2, ...high });
    expect(theOne((await run([flagsHeader, line])).candidates)).toMatchObject({ severity: 'high', confidence: 'high' });
  });
});

test('one candidate a port of a pair', async () => {
  const { candidates } = await run([...sent(2_000_000), ...sent(3_000_000, { dport: 9999 })]);
  expect(candidates.map(({ ports, bytes }) => [ports[0], bytes])).toEqual([
    [8889, 2_000_000],
    [9999, 3_000_000],
  ]);
});
