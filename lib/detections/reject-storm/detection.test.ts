import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const outside = '198.51.100.7';
const host = '10.0.1.25';
const run = (lines: readonly string[]) => runOne('reject-storm', lines);

/** Refused attempts, each from its own source port, a second apart. */
const refused = (count: number, more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  times(count, (index) =>
    flowLine({
      src: outside,
      dst: host,
      sport: 40_000 + index,
      dport: 3389,
      packets: 1,
      action: 'REJECT',
      at: index,
      ...more,
    }),
  );

test('fires: eleven refused records of a pair', async () => {
  const candidate = theOne((await run(refused(11))).candidates);
  expect(candidate).toMatchObject({
    title: `Repeated rejects: ${outside} was refused 11 times by ${host}`,
    severity: 'low',
    confidence: 'high',
    actors: [outside],
    targets: [host],
    ports: [3389],
    flows: 11,
    measures: { rejects: 11, rejectsOfBusiestPair: 11, distinctPorts: 1 },
    evidenceTotal: 11,
    why: `${outside} was refused 11 times by ${host} on port 3389 in 11 s.`,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 11]);
});

test('quiet: ten', async () => {
  expect((await run(refused(10))).check.outcome).toBe('quiet');
});

test('a record counts, not a conversation: one source port refused eleven times', async () => {
  expect((await run(refused(11, { sport: 40_000 }))).check.outcome).toBe('fired');
});

test('fires: 51 refused records of a source over many hosts, quiet at 50', async () => {
  const spread = (count: number) =>
    times(count, (index) => refused(1, { dst: `10.0.2.${index % 20}`, sport: 41_000 + index, at: index })).flat();
  expect((await run(spread(50))).check.outcome).toBe('quiet');
  expect(theOne((await run(spread(51))).candidates)).toMatchObject({ measures: { rejects: 51, hosts: 20 } });
});

describe('what is no storm', () => {
  test('quiet: refused replies of a service, which came after the connection was closed', async () => {
    const late = times(40, (index) =>
      flowLine({ src: host, dst: outside, sport: 443, dport: 40_000 + index, packets: 1, action: 'REJECT', at: index }),
    );
    expect((await run(late)).check.outcome).toBe('quiet');
  });

  test('quiet: refused packets of conversations that were answered', async () => {
    const lines = times(15, (index) => [
      ...exchange({ src: outside, dst: host, sport: 40_000 + index, dport: 443, at: index }),
      flowLine({
        src: outside,
        dst: host,
        sport: 40_000 + index,
        dport: 443,
        packets: 1,
        action: 'REJECT',
        at: 60 + index,
      }),
    ]).flat();
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: broadcasts and multicast', async () => {
    expect((await run(refused(40, { src: '10.0.1.9', dst: '255.255.255.255' }))).check.outcome).toBe('quiet');
  });
});

describe('severity and mapping', () => {
  test('medium: an internal source; a single port fits no technique', async () => {
    expect(theOne((await run(refused(11, { src: '10.0.1.9' }))).candidates)).toMatchObject({
      severity: 'medium',
      attack: [],
    });
  });

  test('an internal source on several ports may look for services', async () => {
    const lines = [...refused(6, { src: '10.0.1.9' }), ...refused(6, { src: '10.0.1.9', dport: 22 })];
    expect(theOne((await run(lines)).candidates).attack).toMatchObject([{ technique: 'T1046', confidence: 'low' }]);
  });

  test('medium: the source had been accepted before', async () => {
    const before = exchange({ src: outside, dst: host, sport: 39_000, dport: 443, at: -100 });
    expect(theOne((await run([...before, ...refused(11)])).candidates)).toMatchObject({
      severity: 'medium',
      measures: { hostsThatAcceptedEarlier: 1 },
    });
    const after = exchange({ src: outside, dst: host, sport: 39_000, dport: 443, at: 100 });
    expect(theOne((await run([...after, ...refused(11)])).candidates).severity).toBe('low');
  });

  test('refused attempts on a login port are scanning, never brute force', async () => {
    const { attack } = theOne((await run(refused(40, { dport: 22 }))).candidates);
    expect(attack.map(({ technique, confidence }) => [technique, confidence])).toEqual([['T1595', 'low']]);
  });

  test('TCP flags tell the opening side of a refusal between two high ports', async () => {
    const header = [flagsHeader];
    const lines = refused(11, { sport: 50_000, dport: 50_001, flags: 2 });
    expect(theOne((await run([...header, ...lines])).candidates)).toMatchObject({ actors: [outside], ports: [50_001] });
  });
});

describe('in a large log', () => {
  test('refused outside sources are one low candidate, and a thousand within an hour stand apart', async () => {
    const lines = [
      ...refused(12, { src: '203.0.113.1' }),
      ...refused(14, { src: '203.0.113.2', dport: 23, dst: '10.0.1.26' }),
      ...refused(1000),
    ];
    const { candidates } = await run([...webFlows(10_000), ...lines]);
    expect(candidates.map(({ severity, actors }) => [severity, actors])).toEqual([
      ['medium', [outside]],
      ['low', ['203.0.113.2', '203.0.113.1']],
    ]);
    expect(candidates[1]).toMatchObject({
      title: 'Repeated rejects: 2 outside sources were refused 26 times',
      ports: [23, 3389],
      measures: { sources: 2, rejects: 26, hosts: 2, distinctPorts: 2 },
      evidenceTotal: 26,
    });
  });

  test('up to 10,000 flows each source stands for itself', async () => {
    const lines = [...refused(12, { src: '203.0.113.1' }), ...refused(12, { src: '203.0.113.2' })];
    expect((await run([...webFlows(9_000), ...lines])).candidates).toHaveLength(2);
  });
});
