import { describe, expect, test } from 'vitest';
import { exchange, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const mover = '10.0.1.9';
const run = (lines: readonly string[]) => runOne('lateral-movement', lines);

/** One answered session a host, a second apart. */
const sessions = (hosts: number, dport: number, more: Partial<Parameters<typeof exchange>[0]> = {}) =>
  times(hosts, (index) =>
    exchange({ src: mover, dst: `10.0.2.${index}`, sport: 40_000 + index, dport, packets: 30, at: index, ...more }),
  ).flat();

describe('in a paste', () => {
  test.each([
    [22, 'T1021.004'],
    [3389, 'T1021.001'],
    [445, 'T1021.002'],
    [5985, 'T1021.006'],
    [135, 'T1021'],
  ])('low: one session on port %i is worth a note', async (port, technique) => {
    const candidate = theOne((await run(sessions(1, port))).candidates);
    expect(candidate).toMatchObject({
      title: `Lateral movement: ${mover} contacted 10.0.2.0 on port ${port}`,
      severity: 'low',
      confidence: 'medium',
      actors: [mover],
      targets: ['10.0.2.0'],
      ports: [port],
      attack: [{ technique, confidence: 'medium' }],
      evidenceTotal: 1,
    });
    expect(candidate.evidence.map(({ line }) => line)).toEqual([1]);
    expect(candidate.why).toBe(
      `The internal host ${mover} opened 1 conversation to 10.0.2.0 on port ${port} in 1 s: 1 with a session.`,
    );
  });

  test('VNC carries no more than low from flow logs', async () => {
    expect(theOne((await run(sessions(1, 5900))).candidates).attack).toMatchObject([
      { technique: 'T1021.005', confidence: 'low' },
    ]);
  });

  test('medium at three hosts, high at ten', async () => {
    expect(theOne((await run(sessions(2, 22))).candidates).severity).toBe('low');
    expect(theOne((await run(sessions(3, 22))).candidates).severity).toBe('medium');
    expect(theOne((await run(sessions(9, 22))).candidates)).toMatchObject({ severity: 'medium', confidence: 'medium' });
    expect(theOne((await run(sessions(10, 22))).candidates)).toMatchObject({ severity: 'high', confidence: 'high' });
  });
});

describe('what is no movement', () => {
  test('quiet: other ports, and traffic with the outside', async () => {
    const lines = [
      ...sessions(5, 443),
      ...exchange({ src: mover, dst: '198.51.100.1', sport: 40_000, dport: 22 }),
      ...exchange({ src: '198.51.100.1', dst: mover, sport: 40_000, dport: 22 }),
    ];
    expect((await run(lines)).check.outcome).toBe('quiet');
  });

  test('the client is the mover, also where only replies of the server are in the log', async () => {
    const reply = flowLine({ src: '10.0.2.1', dst: mover, sport: 22, dport: 40_000 });
    expect((await run([reply])).check.outcome).toBe('quiet');
    const request = flowLine({ src: mover, dst: '10.0.2.1', sport: 40_000, dport: 22 });
    expect(theOne((await run([reply, request])).candidates)).toMatchObject({ actors: [mover], targets: ['10.0.2.1'] });
  });

  test('databases need three hosts', async () => {
    expect((await run(sessions(2, 5432))).check.outcome).toBe('quiet');
    expect(theOne((await run(sessions(3, 5432))).candidates)).toMatchObject({
      severity: 'low',
      attack: [{ technique: 'T1210', confidence: 'low' }],
    });
  });
});

describe('shell port 4444', () => {
  test('high when answered, medium when not', async () => {
    expect(theOne((await run(sessions(1, 4444))).candidates)).toMatchObject({
      severity: 'high',
      attack: [{ technique: 'T1571', confidence: 'medium' }],
    });
    const silent = flowLine({ src: mover, dst: '10.0.2.1', sport: 40_000, dport: 4444, packets: 2 });
    expect(theOne((await run([silent])).candidates)).toMatchObject({
      severity: 'medium',
      confidence: 'low',
      attack: [{ technique: 'T1571', confidence: 'low' }],
    });
  });

  test('fires alone in a large log too', async () => {
    expect((await run([...webFlows(200), ...sessions(1, 4444)])).check.outcome).toBe('fired');
  });
});

describe('without a session', () => {
  test('medium: refused everywhere is probing from inside', async () => {
    const lines = times(2, (index) =>
      flowLine({ src: mover, dst: `10.0.2.${index}`, sport: 40_000, dport: 445, packets: 1, action: 'REJECT' }),
    );
    expect(theOne((await run(lines)).candidates)).toMatchObject({
      severity: 'medium',
      confidence: 'medium',
      measures: { refused: 2, answered: 0 },
      attack: [
        { technique: 'T1021.002', confidence: 'low' },
        { technique: 'T1046', confidence: 'medium' },
      ],
    });
  });

  test('low confidence: accepted, no reply in the log; many packets are a session all the same', async () => {
    const line = (packets: number) => flowLine({ src: mover, dst: '10.0.2.1', sport: 40_000, dport: 22, packets });
    expect(theOne((await run([line(7)])).candidates)).toMatchObject({ confidence: 'low', measures: { answered: 0 } });
    expect(theOne((await run([line(8)])).candidates)).toMatchObject({
      confidence: 'medium',
      measures: { answered: 1 },
    });
  });
});

test('a large transfer on a port for copying files is named', async () => {
  const techniques = async (bytes: number) =>
    theOne((await run(sessions(1, 445, { bytes, replyBytes: 900 }))).candidates).attack.map(
      ({ technique }) => technique,
    );
  expect(await techniques(9_999_999)).toEqual(['T1021.002']);
  expect(await techniques(10_000_000)).toEqual(['T1021.002', 'T1570']);
});

describe('in a large log', () => {
  const many = webFlows(200);

  test('fires at three hosts within an hour, quiet at two and over a day', async () => {
    expect((await run([...many, ...sessions(2, 22)])).check.outcome).toBe('quiet');
    expect(theOne((await run([...many, ...sessions(3, 22)])).candidates).severity).toBe('medium');
    const slow = times(3, (index) => sessions(1, 22, { dst: `10.0.2.${index}`, at: index * 3600 })).flat();
    expect((await run([...many, ...slow])).check.outcome).toBe('quiet');
  });

  test('one database does not ride along with a fan-out on SSH', async () => {
    const lines = [...many, ...sessions(3, 22), ...sessions(1, 5432)];
    expect(theOne((await run(lines)).candidates)).toMatchObject({ ports: [22], measures: { hosts: 3 } });
  });
});
