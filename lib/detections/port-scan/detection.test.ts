import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const scanner = '203.0.113.45';
const host = '10.0.1.25';

/** One refused attempt a port, a second apart. */
const attempts = (ports: readonly number[], more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  ports.map((dport, at) =>
    flowLine({ src: scanner, dst: host, sport: 54_321, dport, packets: 1, action: 'REJECT', at, ...more }),
  );
const scan = (lines: readonly string[]) => runOne('port-scan', lines);

describe('in a paste', () => {
  test('fires: five ports of one host', async () => {
    const { check, candidates } = await scan(attempts([21, 25, 80, 110, 8080]));
    expect(check).toMatchObject({ outcome: 'fired', candidates: 1 });
    const candidate = theOne(candidates);
    expect(candidate).toMatchObject({
      title: `Port scan: ${scanner} tried 5 ports of ${host}`,
      severity: 'low',
      confidence: 'medium',
      actors: [scanner],
      targets: [host],
      ports: [21, 25, 80, 110, 8080],
      protocol: 'tcp',
      flows: 5,
      measures: { distinctPorts: 5, attempts: 5, refused: 5, accepted: 0, sequential: 0 },
      evidenceTotal: 5,
    });
    expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(candidate.why).toBe(`${scanner} tried 5 ports of ${host} in 5 s; 5 attempts refused.`);
  });

  test('quiet: four ports', async () => {
    expect((await scan(attempts([21, 25, 80, 110]))).check.outcome).toBe('quiet');
  });

  test('quiet: one port tried 90 times is not a scan', async () => {
    expect((await scan(attempts(times(90, () => 22)))).check.outcome).toBe('quiet');
  });

  test('quiet: five ports on five hosts are no scan of a host', async () => {
    const lines = times(5, (index) =>
      flowLine({
        src: scanner,
        dst: `10.0.1.${index}`,
        sport: 54_321,
        dport: 20 + index,
        packets: 1,
        action: 'REJECT',
      }),
    );
    expect((await scan(lines)).check.outcome).toBe('quiet');
  });

  test('fires as one candidate for a source that scans two hosts', async () => {
    const ports = [21, 25, 80, 110, 8080];
    const { candidates } = await scan([...attempts(ports), ...attempts(ports, { dst: '10.0.1.26' })]);
    expect(theOne(candidates)).toMatchObject({
      targets: [host, '10.0.1.26'],
      measures: { hosts: 2, attempts: 10 },
      attack: [{ technique: 'T1595.001' }],
    });
  });
});

describe('what is no attempt', () => {
  test('quiet: the replies of a busy web server, even when the requests are not in the log', async () => {
    const replies = times(90, (index) =>
      flowLine({ src: host, dst: scanner, sport: 443, dport: 40_000 + index, packets: 2, at: index }),
    );
    expect((await scan(replies)).check.outcome).toBe('quiet');
  });

  test('quiet: refused replies of a service, which came after the connection was closed', async () => {
    const late = times(40, (index) =>
      flowLine({ src: host, dst: scanner, sport: 443, dport: 40_000 + index, packets: 1, action: 'REJECT' }),
    );
    expect((await scan(late)).check.outcome).toBe('quiet');
  });

  test('quiet: a client that uses six services of one server', async () => {
    const lines = [80, 443, 8080, 8443, 993, 143].flatMap((dport) =>
      exchange({ src: scanner, dst: host, sport: 50_000, dport, packets: 12 }),
    );
    expect((await scan(lines)).check.outcome).toBe('quiet');
  });

  test('quiet: multicast is nobody’s port', async () => {
    const lines = attempts([1, 2, 3, 4, 5, 6], { src: '10.0.1.9', dst: '224.0.0.251' });
    expect((await scan(lines)).check.outcome).toBe('quiet');
  });
});

describe('in a large log', () => {
  const many = webFlows(200);

  test('fires at ten ports within an hour, quiet at nine', async () => {
    const nine = times(9, (index) => 1000 + index * 7);
    expect((await scan([...many, ...attempts(nine)])).check.outcome).toBe('quiet');
    expect((await scan([...many, ...attempts([...nine, 2000])])).check.outcome).toBe('fired');
  });

  test('quiet: ten ports over ten hours', async () => {
    const slow = times(10, (index) =>
      flowLine({
        src: scanner,
        dst: host,
        sport: 54_321,
        dport: 1000 + index * 7,
        packets: 1,
        action: 'REJECT',
        at: index * 3600,
      }),
    );
    expect((await scan([...many, ...slow])).check.outcome).toBe('quiet');
  });

  test('fires at five sensitive ports, quiet at four', async () => {
    expect((await scan([...many, ...attempts([22, 23, 445, 3389])])).check.outcome).toBe('quiet');
    expect((await scan([...many, ...attempts([22, 23, 445, 3389, 5900])])).check.outcome).toBe('fired');
  });

  test('the window counts from the first attempt, so the clock hour cuts no scan in two', async () => {
    // 14:23:15 plus 2,200 s is just before 15:00.
    const lines = times(10, (index) =>
      flowLine({
        src: scanner,
        dst: host,
        sport: 54_321,
        dport: 1000 + index * 7,
        packets: 1,
        action: 'REJECT',
        at: 2160 + index * 10,
      }),
    );
    expect((await scan([...many, ...lines])).check.outcome).toBe('fired');
  });

  test('outside sources that were refused everywhere are one low candidate above 10,000 flows', async () => {
    const noise = times(3, (index) =>
      attempts(
        times(12, (port) => 1000 + port * 7),
        { src: `198.51.100.${index + 1}`, dst: `10.0.1.${index + 1}` },
      ),
    ).flat();
    const { candidates } = await scan([...webFlows(10_000), ...noise]);
    const candidate = theOne(candidates);
    expect(candidate).toMatchObject({
      title: 'Port scans: 3 outside sources were refused on every port they tried',
      severity: 'low',
      actors: ['198.51.100.1', '198.51.100.2', '198.51.100.3'],
      measures: { sources: 3, hosts: 3, attempts: 36, refused: 36 },
      evidenceTotal: 36,
    });
  });

  test('a loud, an internal and an accepted scan stand apart from the noise', async () => {
    const lines = [
      ...attempts(
        times(50, (port) => 1000 + port * 7),
        { src: '198.51.100.1' },
      ),
      ...attempts(
        times(12, (port) => 1000 + port * 7),
        { src: '10.0.1.77' },
      ),
      ...attempts(
        times(12, (port) => 1000 + port * 7),
        { src: '198.51.100.2', action: 'ACCEPT' },
      ),
      ...attempts(
        times(12, (port) => 1000 + port * 7),
        { src: '198.51.100.3' },
      ),
    ];
    const { candidates } = await scan([...webFlows(10_000), ...lines]);
    expect(candidates.map(({ actors, severity }) => [actors[0], severity])).toEqual([
      ['10.0.1.77', 'high'],
      ['198.51.100.1', 'medium'],
      ['198.51.100.2', 'medium'],
      ['198.51.100.3', 'low'],
    ]);
  });
});

describe('severity, confidence and mapping', () => {
  test('medium: some attempts were let in, without an answer in the log', async () => {
    const lines = [...attempts([21, 25, 80, 110]), ...attempts([22], { action: 'ACCEPT' })];
    expect(theOne((await scan(lines)).candidates)).toMatchObject({
      severity: 'medium',
      why: `${scanner} tried 5 ports of ${host} in 4 s; 4 attempts refused and 1 attempt accepted (port 22).`,
    });
  });

  test('high: a sensitive port answered', async () => {
    const flagged = [
      flagsHeader,
      ...attempts([21, 25, 80, 110], { flags: 2 }),
      ...exchange({ src: scanner, dst: host, sport: 54_322, dport: 22, packets: 2, at: 9, flags: 2 }),
    ];
    const candidate = theOne((await scan(flagged)).candidates);
    expect(candidate).toMatchObject({ severity: 'high', attack: [{ technique: 'T1595', confidence: 'medium' }] });
    expect(candidate.why).toContain('It got an answer on port 22.');
  });

  test('high: an internal source, mapped to discovery', async () => {
    const candidate = theOne((await scan(attempts([21, 25, 80, 110, 8080], { src: '10.0.1.9' }))).candidates);
    expect(candidate).toMatchObject({ severity: 'high', attack: [{ technique: 'T1046' }] });
  });

  test('ports that count upwards are a measure and strengthen the evidence', async () => {
    const upward = theOne((await scan(attempts([20, 21, 22, 23, 24]))).candidates);
    expect(upward).toMatchObject({
      confidence: 'high',
      measures: { sequential: 1, longestRun: 5, upwardPercent: 100 },
    });
    const mixed = theOne((await scan(attempts([24, 20, 22, 30, 40]))).candidates);
    expect(mixed).toMatchObject({ confidence: 'medium', measures: { sequential: 0, longestRun: 1 } });
  });

  test('low confidence holds an accepted, slow scan of an internal source at medium', async () => {
    const slow = [80, 443, 8080, 993, 143].map((dport, index) =>
      flowLine({ src: '10.0.1.9', dst: host, sport: 50_000, dport, packets: 2, at: index * 900 }),
    );
    expect(theOne((await scan(slow)).candidates)).toMatchObject({
      severity: 'medium',
      confidence: 'low',
      steps: ['high: the source is an internal address', 'held at medium: the confidence is low'],
    });
  });
});

test('unavailable without the source port, because replies could not be told from attempts', async () => {
  const lines = ['srcaddr dstaddr dstport protocol packets bytes action', `${scanner} ${host} 22 6 1 60 REJECT`];
  expect((await scan(lines)).check).toMatchObject({ outcome: 'unavailable', missing: ['srcport'] });
});

test('a log without times is one window', async () => {
  const header = 'srcaddr dstaddr srcport dstport protocol packets bytes action';
  const lines = [21, 25, 80, 110, 8080].map((port) => `${scanner} ${host} 54321 ${port} 6 1 60 REJECT`);
  const candidate = theOne((await scan([header, ...lines])).candidates);
  expect(candidate).toMatchObject({ firstSeen: null, lastSeen: null, evidenceTotal: 5 });
  expect(candidate.why).toBe(`${scanner} tried 5 ports of ${host}; 5 attempts refused.`);
});
