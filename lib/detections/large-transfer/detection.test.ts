import { describe, expect, test } from 'vitest';
import { exchange, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const inside = '10.0.2.15';
const outside = '198.51.100.23';
const run = (lines: readonly string[]) => runOne('large-transfer', lines);

/** Ten records of a pair, a minute apart, which carry `bytes` together. */
const uploads = (bytes: number, more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  times(10, (index) =>
    flowLine({
      src: inside,
      dst: outside,
      sport: 44_000,
      dport: 443,
      packets: 20_000,
      bytes: index === 0 ? bytes - Math.floor(bytes / 10) * 9 : Math.floor(bytes / 10),
      at: index * 60,
      lasts: 50,
      ...more,
    }),
  );

/** An outside client that was served `bytes` by a service of ours. */
const served = (bytes: number, dport: number, sport = 51_000) =>
  exchange({
    src: outside,
    dst: inside,
    sport,
    dport,
    packets: 900,
    bytes: 60_000,
    replyPackets: 90_000,
    replyBytes: bytes,
  });

test('fires: more than 100,000,000 bytes of a pair', async () => {
  const candidate = theOne((await run(uploads(100_000_001))).candidates);
  expect(candidate).toMatchObject({
    title: `Large transfer: ${inside} sent 100,000,001 bytes to ${outside}`,
    severity: 'medium',
    confidence: 'high',
    actors: [inside],
    targets: [outside],
    ports: [443],
    flows: 10,
    bytes: 100_000_001,
    measures: { bytes: 100_000_001, sentBytes: 100_000_001, servedBytes: 0 },
    attack: [{ technique: 'T1048', confidence: 'medium' }],
    evidenceTotal: 10,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(candidate.why).toBe(
    `${inside} sent 100.0 MB (100,000,001 bytes) to ${outside} on port 443 with 10 records in 9 min 50 s. ${inside} opened the conversations.`,
  );
});

test('quiet: exactly 100,000,000 bytes, and as much shared by two pairs', async () => {
  expect((await run(uploads(100_000_000))).check.outcome).toBe('quiet');
  const two = [...uploads(70_000_000), ...uploads(70_000_000, { dst: '198.51.100.24' })];
  expect((await run(two)).check.outcome).toBe('quiet');
});

describe('what does not count', () => {
  test.each([
    ['downloads', { src: outside, dst: inside, sport: 443, dport: 44_000 }],
    ['internal traffic', { dst: '10.0.2.16' }],
    ['refused records', { action: 'REJECT' as const }],
  ])('quiet: %s', async (_, more) => {
    expect((await run(uploads(300_000_000, more))).check.outcome).toBe('quiet');
  });

  test('quiet: the same traffic seen by a second interface is no second transfer', async () => {
    const lines = [...uploads(60_000_000), ...uploads(60_000_000, { eni: 'eni-0bbbbbbb' })];
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: a web server with thousands of clients', async () => {
    const clients = times(3000, (index) =>
      exchange({
        src: `192.0.2.${index % 250}`,
        dst: inside,
        sport: 33_000 + index,
        dport: 443,
        bytes: 2_000,
        replyPackets: 700,
        replyBytes: 900_000,
        at: index,
      }),
    ).flat();
    expect((await run(clients)).check.outcome).toBe('quiet');
  });
});

describe('severity', () => {
  test('high above 500,000,000 bytes, medium at it', async () => {
    expect(theOne((await run(uploads(500_000_000))).candidates).severity).toBe('medium');
    expect(theOne((await run(uploads(500_000_001))).candidates).severity).toBe('high');
  });

  test('low: a web service handed it out; medium when very much', async () => {
    const candidate = theOne((await run(served(150_000_000, 443))).candidates);
    expect(candidate).toMatchObject({
      severity: 'low',
      confidence: 'medium',
      measures: { servedBytes: 150_000_000, sentBytes: 0 },
      attack: [{ technique: 'T1048', confidence: 'low' }],
    });
    expect(candidate.why).toContain(`${outside} opened the conversations and asked for the data.`);
    expect(theOne((await run(served(600_000_000, 443))).candidates).severity).toBe('medium');
  });

  test('medium: an unusual service handed it out', async () => {
    expect(theOne((await run(served(150_000_000, 9000))).candidates).severity).toBe('medium');
  });

  test('what was served and what was sent are told apart', async () => {
    const lines = [...served(190_703_527, 80), ...uploads(265_183_813, { dport: 8889 })];
    const candidate = theOne((await run(lines)).candidates);
    expect(candidate).toMatchObject({
      severity: 'medium',
      ports: [8889, 80],
      bytes: 455_887_340,
      measures: { servedBytes: 190_703_527, sentBytes: 265_183_813 },
    });
    expect(candidate.why).toContain(
      `Of this, 265.2 MB (265,183,813 bytes) left in conversations that ${inside} opened, and 190.7 MB (190,703,527 bytes) in replies to ${outside}.`,
    );
    expect(candidate.attack.map(({ technique }) => technique)).toEqual(['T1048', 'T1048.003']);
  });
});

test('in a large log the sum is of a day, in a paste of everything', async () => {
  const first = uploads(60_000_000);
  const dayLater = uploads(60_000_000, { at: 90_000 });
  expect((await run([...first, ...dayLater])).check.outcome).toBe('fired');
  expect((await run([...first, ...dayLater, ...webFlows(200)])).check.outcome).toBe('quiet');
  const hourLater = uploads(60_000_000, { at: 3600 });
  expect((await run([...first, ...hourLater, ...webFlows(200)])).check.outcome).toBe('fired');
});
