import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const outside = '198.51.100.7';
const host = '10.0.1.30';
const run = (lines: readonly string[]) => runOne('open-admin-port', lines);
const session = (dport: number, more: Partial<Parameters<typeof exchange>[0]> = {}) =>
  exchange({ src: outside, dst: host, sport: 40_000, dport, packets: 30, bytes: 4_000, replyBytes: 9_000, ...more });

test('fires: one answered session from outside', async () => {
  const candidate = theOne((await run(session(3389))).candidates);
  expect(candidate).toMatchObject({
    title: `Open admin port: ${host} answered ${outside} on RDP (port 3389)`,
    severity: 'high',
    confidence: 'medium',
    actors: [outside],
    targets: [host],
    ports: [3389],
    flows: 1,
    bytes: 13_000,
    measures: { sources: 1, answeredSources: 1, workingSources: 1, sessions: 1, bytesIn: 4_000, bytesOut: 9_000 },
    attack: [{ technique: 'T1133', confidence: 'medium' }],
    evidenceTotal: 1,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1]);
  expect(candidate.why).toBe(
    `The outside source ${outside} held 1 session with port 3389 of ${host}: the host answered (4.0 kB (4,000 bytes) in and 9.0 kB (9,000 bytes) out).`,
  );
});

describe('what is not open', () => {
  test('quiet: refused, internal, outbound and web traffic', async () => {
    const lines = [
      flowLine({ src: outside, dst: host, sport: 40_000, dport: 22, action: 'REJECT' }),
      ...exchange({ src: '10.0.1.9', dst: host, sport: 40_000, dport: 22 }),
      ...exchange({ src: host, dst: outside, sport: 40_000, dport: 22 }),
      ...session(443),
    ];
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: let in by the network ACL of one interface and refused by the next', async () => {
    const attempt = { src: outside, dst: host, sport: 40_000, dport: 22, packets: 2 };
    const lines = [flowLine(attempt), flowLine({ ...attempt, eni: 'eni-0bbbbbbb', action: 'REJECT' })];
    expect((await run(lines)).check.outcome).toBe('quiet');
  });
});

describe('how sure it is', () => {
  test('low confidence and one step lower: accepted, no session seen', async () => {
    const silent = (dport: number, packets: number) =>
      run([flowLine({ src: outside, dst: host, sport: 40_000, dport, packets })]);
    expect(theOne((await silent(22, 2)).candidates)).toMatchObject({
      title: `Open admin port: ${host} let in ${outside} on SSH (port 22)`,
      severity: 'low',
      confidence: 'low',
      attack: [{ technique: 'T1133', confidence: 'low' }],
    });
    expect(theOne((await silent(3306, 7)).candidates)).toMatchObject({ severity: 'medium', confidence: 'low' });
  });

  test('medium confidence: more packets than a client without an answer sends', async () => {
    const line = flowLine({ src: outside, dst: host, sport: 40_000, dport: 3306, packets: 8 });
    const candidate = theOne((await run([line])).candidates);
    expect(candidate).toMatchObject({ severity: 'high', confidence: 'medium', measures: { establishedSources: 0 } });
    expect(candidate.why).toContain('the replies are not in this log');
  });

  test('high confidence: the handshake stands in the flags', async () => {
    const lines = [flagsHeader, ...session(22, { packets: 3, flags: 2 })];
    expect(theOne((await run(lines)).candidates)).toMatchObject({ severity: 'medium', confidence: 'high' });
  });
});

describe('severity and mapping by service', () => {
  test.each([
    [22, 'medium', 'T1133'],
    [23, 'high', 'T1133'],
    [2375, 'high', 'T1133'],
    [5900, 'high', 'T1133'],
    [445, 'high', 'T1190'],
    [5432, 'high', 'T1190'],
    [9200, 'high', 'T1190'],
  ])('port %i: %s, %s', async (port, severity, technique) => {
    const candidate = theOne((await run(session(port))).candidates);
    expect(candidate.severity).toBe(severity);
    expect(candidate.attack.map((mapping) => mapping.technique)).toEqual([technique]);
  });

  test('a short session is not yet work: the mapping stays low', async () => {
    const mapping = async (replyBytes: number) =>
      theOne((await run(session(22, { bytes: 4_000, replyBytes }))).candidates).attack[0]?.confidence;
    expect(await mapping(6_000)).toBe('low');
    expect(await mapping(6_001)).toBe('medium');
  });
});

test('a host and port is one candidate, however many sources, and names 50 of them', async () => {
  const sources = times(60, (index) => session(22, { src: `203.0.113.${index}`, bytes: 1000 + index })).flat();
  const candidate = theOne((await run([...sources, ...webFlows(10_000)])).candidates);
  expect(candidate.actors).toHaveLength(50);
  expect(candidate.actors[0]).toBe('203.0.113.59');
  expect(candidate).toMatchObject({
    title: `Open admin port: ${host} answered 60 outside sources on SSH (port 22)`,
    measures: { sources: 60, sessions: 60 },
    evidenceTotal: 60,
  });
});
