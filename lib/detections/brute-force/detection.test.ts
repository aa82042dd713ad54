import { describe, expect, test } from 'vitest';
import { exchange, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const outside = '198.51.100.7';
const host = '10.0.1.30';
const run = (lines: readonly string[]) => runOne('brute-force', lines);

/** Short accepted SSH sessions, each from its own source port, a minute apart. */
const attempts = (count: number, more: Partial<Parameters<typeof exchange>[0]> = {}) =>
  times(count, (index) =>
    exchange({
      src: outside,
      dst: host,
      sport: 40_000 + index,
      dport: 22,
      packets: 14,
      bytes: 2_000,
      replyBytes: 2_500,
      at: index * 60,
      lasts: 4,
      ...more,
    }),
  ).flat();

test('fires: nine short accepted sessions within an hour', async () => {
  const candidate = theOne((await run(attempts(9))).candidates);
  expect(candidate).toMatchObject({
    title: `Brute force: ${outside} opened 9 short sessions to SSH (port 22) on ${host}`,
    severity: 'medium',
    confidence: 'medium',
    actors: [outside],
    targets: [host],
    ports: [22],
    protocol: 'tcp',
    flows: 9,
    bytes: 9 * 4_500,
    measures: { attempts: 9, sourcePorts: 9, meanAttemptBytes: 2_000, largerSessions: 0 },
    evidenceTotal: 9,
    attack: [
      { technique: 'T1110', confidence: 'medium' },
      { technique: 'T1110.001', confidence: 'low' },
    ],
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17]);
  expect(candidate.why).toBe(
    `${outside} opened 9 short accepted sessions from 9 source ports to port 22 of ${host} in 8 min 4 s, each of 14 packets and 2,000 bytes on average from the source.`,
  );
});

test('quiet: eight', async () => {
  expect((await run(attempts(8))).check.outcome).toBe('quiet');
});

test('quiet: nine over three hours', async () => {
  const slow = times(9, (index) => attempts(1, { sport: 40_000 + index, at: index * 1200 })).flat();
  expect((await run([...slow, ...webFlows(200)])).check.outcome).toBe('quiet');
});

describe('what is no attempt', () => {
  test('quiet: refused attempts never reached the service', async () => {
    const lines = times(60, (index) =>
      flowLine({ src: outside, dst: host, sport: 40_000 + index, dport: 22, packets: 3, action: 'REJECT', at: index }),
    );
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: let out by the source and refused at the target is refused', async () => {
    const lines = times(20, (index) => {
      const attempt = { src: '10.0.1.9', dst: host, sport: 40_000 + index, dport: 22, packets: 3, at: index };
      return [
        flowLine({ ...attempt, eni: 'eni-0aaaaaaa' }),
        flowLine({ ...attempt, eni: 'eni-0bbbbbbb', action: 'REJECT' }),
      ];
    }).flat();
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: web requests, and replies of a login service', async () => {
    expect((await run(attempts(20, { dport: 443 }))).check.outcome).toBe('quiet');
    const replies = times(20, (index) =>
      flowLine({ src: host, dst: outside, sport: 3389, dport: 40_000 + index, packets: 20, bytes: 3_000 }),
    );
    expect((await run(replies)).check.outcome).toBe('quiet');
  });

  test.each([
    ['ten thousand bytes and more', { bytes: 10_000 }, 'quiet'],
    ['just below ten thousand bytes', { bytes: 9_999 }, 'fired'],
    ['more packets than an attempt takes', { packets: 61 }, 'quiet'],
    ['as many packets as an attempt takes at most', { packets: 60 }, 'fired'],
    ['two packets', { packets: 2 }, 'quiet'],
    ['three packets', { packets: 3 }, 'fired'],
    ['sessions of over a minute', { lasts: 61 }, 'quiet'],
    ['sessions of a minute', { lasts: 60 }, 'fired'],
  ])('%s', async (_, more, outcome) => {
    expect((await run(attempts(12, more))).check.outcome).toBe(outcome);
  });
});

test('in logs that aggregate ten minutes, a session of ten minutes may be an attempt', async () => {
  expect((await run(attempts(12, { lasts: 590 }))).check.outcome).toBe('fired');
});

test('high confidence: 25 attempts within five minutes', async () => {
  const fast = (count: number) =>
    times(count, (index) => attempts(1, { sport: 40_000 + index, at: index * 10 })).flat();
  expect(theOne((await run(fast(24))).candidates).confidence).toBe('medium');
  expect(theOne((await run(fast(25))).candidates)).toMatchObject({
    confidence: 'high',
    measures: { attemptsInBurst: 25 },
  });
});

test('high: an internal source', async () => {
  expect(theOne((await run(attempts(9, { src: '10.0.1.9' }))).candidates).severity).toBe('high');
});

test('low confidence: sessions too small for a login, as a health check makes them', async () => {
  const checks = attempts(40, { src: '10.0.1.9', packets: 4, bytes: 216, replyBytes: 164 });
  expect(theOne((await run(checks)).candidates)).toMatchObject({ severity: 'medium', confidence: 'low' });
});

describe('a larger session afterwards', () => {
  const session = (more: Partial<Parameters<typeof exchange>[0]> = {}) =>
    exchange({
      src: outside,
      dst: host,
      sport: 50_000,
      dport: 22,
      packets: 400,
      bytes: 60_000,
      replyBytes: 90_000,
      at: 700,
      lasts: 50,
      ...more,
    });

  test('is measured and raises one step', async () => {
    const candidate = theOne((await run([...attempts(9), ...session()])).candidates);
    expect(candidate).toMatchObject({
      severity: 'high',
      measures: { attempts: 9, largerSessions: 1, largestLaterSessionBytes: 150_000 },
      steps: [
        'medium: an outside source tries logins on an exposed port',
        '+1: a clearly larger session followed the attempts, consistent with one that got in',
      ],
    });
    expect(candidate.why).toContain(
      'Then 1 clearly larger session followed, the largest with 150.0 kB (150,000 bytes).',
    );
    expect(candidate.attack.map(({ technique }) => technique)).toEqual(['T1110', 'T1110.001', 'T1133']);
  });

  test('does not count before the attempts, nor when it is hardly larger than these', async () => {
    expect(theOne((await run([...attempts(9), ...session({ at: -100 })])).candidates).severity).toBe('medium');
    const slightly = session({ packets: 70, bytes: 6_000, replyBytes: 7_000 });
    expect(theOne((await run([...attempts(9), ...slightly])).candidates).severity).toBe('medium');
  });
});

test('a spray: five hosts with few attempts each, of low confidence', async () => {
  const spray = (hosts: number) => times(hosts, (index) => attempts(2, { dst: `10.0.2.${index}` })).flat();
  const candidate = theOne((await run(spray(5))).candidates);
  expect(candidate).toMatchObject({
    title: `Password spray: ${outside} opened short sessions to SSH (port 22) on 5 hosts`,
    confidence: 'low',
    severity: 'medium',
    measures: { hosts: 5, attempts: 10 },
    evidenceTotal: 10,
    attack: [
      { technique: 'T1110', confidence: 'low' },
      { technique: 'T1110.003', confidence: 'low' },
    ],
  });
  expect((await run(spray(4))).check.outcome).toBe('quiet');
});

test('quiet: a client that works with several hosts again and again is no spray', async () => {
  const work = (count: number) => times(6, (index) => attempts(count, { dst: `10.0.2.${index}` })).flat();
  expect((await run(work(3))).check.outcome).toBe('fired');
  expect((await run(work(4))).check.outcome).toBe('quiet');
});

test('one candidate for a source that guesses on two hosts, even in a large log', async () => {
  const lines = [...attempts(9), ...attempts(12, { dst: '10.0.1.31' }), ...webFlows(10_000)];
  expect(theOne((await run(lines)).candidates)).toMatchObject({
    targets: ['10.0.1.31', host],
    measures: { hosts: 2, attempts: 21 },
  });
});
