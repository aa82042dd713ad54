import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const outside = '198.51.100.7';
const host = '10.0.1.30';
const run = (lines: readonly string[]) => runOne('inbound-odd-port', lines);
const session = (dport: number, more: Partial<Parameters<typeof exchange>[0]> = {}) =>
  exchange({ src: outside, dst: host, sport: 44_000, dport, packets: 12, bytes: 900, replyBytes: 1_500, ...more });

test('fires: a session from outside on a port outside the allowed ones', async () => {
  const candidate = theOne((await run(session(9000))).candidates);
  expect(candidate).toMatchObject({
    title: `Inbound to an unusual port: ${host} served 1 outside source on port 9000`,
    severity: 'low',
    confidence: 'medium',
    actors: [outside],
    targets: [host],
    ports: [9000],
    flows: 1,
    bytes: 2_400,
    measures: { sources: 1, distinctPorts: 1, attempts: 1, answered: 1, bytesIn: 900, bytesOut: 1_500 },
    attack: [],
    evidenceTotal: 1,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1]);
  expect(candidate.why).toBe(
    `The outside source ${outside} reached ${host} on port 9000: 1 accepted conversation, 1 with a session (port 9000), 900 bytes in and 1.5 kB (1,500 bytes) out.`,
  );
});

describe('what does not count', () => {
  test.each([
    ['the web ports', session(443)],
    ['ports that open-admin-port looks after', session(3389)],
    ['refused attempts', [flowLine({ src: outside, dst: host, sport: 44_000, dport: 9000, action: 'REJECT' })]],
    ['internal clients', session(9000, { src: '10.0.1.9' })],
    ['outbound conversations and their replies', session(9000, { src: host, dst: outside })],
    [
      'a reply on a high port, when nothing tells which side serves',
      [flowLine({ src: outside, dst: host, sport: 50_000, dport: 50_001 })],
    ],
    ['ICMP', exchange({ src: outside, dst: host, sport: 0, dport: 0, protocol: 1 })],
  ])('quiet: %s', async (_, lines) => {
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: a web server with thousands of clients', async () => {
    expect((await run(webFlows(4000))).check.outcome).toBe('quiet');
  });
});

describe('severity, confidence and mapping', () => {
  test('medium: a port known from malware answered', async () => {
    expect(theOne((await run(session(4444))).candidates)).toMatchObject({
      severity: 'medium',
      attack: [{ technique: 'T1571', confidence: 'low' }],
    });
  });

  test('medium: a port that clients are given answered, from 32,768 up', async () => {
    const opened = (dport: number) => run([flagsHeader, ...session(dport, { flags: 2 })]);
    expect(theOne((await opened(32_767)).candidates).severity).toBe('low');
    expect(theOne((await opened(32_768)).candidates)).toMatchObject({ severity: 'medium', attack: [] });
  });

  test('low confidence: accepted, no session seen; many packets are a session all the same', async () => {
    const line = (packets: number) => flowLine({ src: outside, dst: host, sport: 44_000, dport: 4444, packets });
    const silent = theOne((await run([line(7)])).candidates);
    expect(silent).toMatchObject({ severity: 'low', confidence: 'low', attack: [] });
    expect(silent.title).toContain('let in');
    expect(theOne((await run([line(8)])).candidates)).toMatchObject({ severity: 'medium', confidence: 'medium' });
  });

  test('a UDP service that replies has answered', async () => {
    const udp = exchange({ src: outside, dst: host, sport: 44_000, dport: 1194, protocol: 17, packets: 2 });
    expect(theOne((await run(udp)).candidates)).toMatchObject({ confidence: 'medium', protocol: 'udp' });
  });
});

test('a host is one candidate, with all its ports and sources', async () => {
  const lines = times(12, (index) => session(9000 + index, { src: `198.51.100.${index}` })).flat();
  expect(theOne((await run(lines)).candidates)).toMatchObject({
    title: `Inbound to an unusual port: ${host} served 12 outside sources on 12 ports`,
    measures: { sources: 12, distinctPorts: 12 },
    evidenceTotal: 12,
  });
});
