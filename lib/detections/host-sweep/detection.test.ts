import { describe, expect, test } from 'vitest';
import { exchange, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const outside = '198.51.100.7';
const inside = '10.0.1.9';
const run = (lines: readonly string[]) => runOne('host-sweep', lines);

/** One refused attempt a host on port 22, a second apart. */
const sweep = (hosts: number, more: Partial<Parameters<typeof flowLine>[0]> = {}) =>
  times(hosts, (index) =>
    flowLine({
      src: outside,
      dst: `10.0.2.${index}`,
      sport: 54_321,
      dport: 22,
      packets: 1,
      action: 'REJECT',
      at: index,
      ...more,
    }),
  );

describe('in a paste', () => {
  test('fires: five hosts on one port', async () => {
    const candidate = theOne((await run(sweep(5))).candidates);
    expect(candidate).toMatchObject({
      title: `Host sweep: ${outside} tried port 22 of 5 hosts`,
      severity: 'low',
      confidence: 'medium',
      targets: ['10.0.2.0', '10.0.2.1', '10.0.2.2', '10.0.2.3', '10.0.2.4'],
      ports: [22],
      measures: { hosts: 5, attempts: 5, refused: 5, inVain: 5, established: 0 },
      attack: [{ technique: 'T1595.001', confidence: 'high' }],
      evidenceTotal: 5,
    });
    expect(candidate.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(candidate.why).toBe(`${outside} tried port 22 of 5 hosts in 5 s; 5 attempts: 5 refused.`);
  });

  test('quiet: four hosts, and one host five times', async () => {
    expect((await run(sweep(4))).check.outcome).toBe('quiet');
    expect((await run(sweep(5, { dst: '10.0.2.1' }))).check.outcome).toBe('quiet');
  });

  test('the ports of one source are one candidate', async () => {
    const candidate = theOne((await run([...sweep(5), ...sweep(6, { dport: 3389 })])).candidates);
    expect(candidate).toMatchObject({ ports: [22, 3389], measures: { hosts: 6, attempts: 11 } });
  });
});

describe('what is no sweep', () => {
  test('quiet: health checks of a load balancer, answered on an application port', async () => {
    const checks = times(8, (index) =>
      exchange({ src: inside, dst: `10.0.2.${index}`, sport: 40_000 + index, dport: 8080, packets: 6, bytes: 400 }),
    ).flat();
    expect((await run(checks)).check.outcome).toBe('quiet');
  });

  test('quiet: names asked of many servers, and answers of a resolver', async () => {
    const asked = times(20, (index) =>
      flowLine({ src: inside, dst: `198.51.100.${index}`, sport: 40_000 + index, dport: 53, protocol: 17, packets: 1 }),
    );
    const answers = times(20, (index) =>
      flowLine({
        src: '10.0.0.53',
        dst: `10.0.2.${index}`,
        sport: 53,
        dport: 40_000 + index,
        protocol: 17,
        packets: 1,
      }),
    );
    expect((await run([...asked, ...answers])).check.outcome).toBe('quiet');
  });

  test('quiet: replies of a web server to twenty clients', async () => {
    const replies = times(20, (index) =>
      flowLine({ src: '10.0.1.25', dst: `198.51.100.${index}`, sport: 443, dport: 50_000 + index, packets: 2 }),
    );
    expect((await run(replies)).check.outcome).toBe('quiet');
  });

  test('half of the contacts in vain are enough on an application port, less are not', async () => {
    const failed = (count: number) => sweep(count, { src: inside, dport: 8080 });
    const served = (count: number) =>
      times(count, (index) => exchange({ src: inside, dst: `10.0.3.${index}`, sport: 40_000, dport: 8080 })).flat();
    expect((await run([...failed(3), ...served(3)])).check.outcome).toBe('fired');
    expect((await run([...failed(3), ...served(4)])).check.outcome).toBe('quiet');
  });
});

describe('severity and mapping', () => {
  test('high: an internal source on an admin port', async () => {
    expect(theOne((await run(sweep(6, { src: inside }))).candidates)).toMatchObject({
      severity: 'high',
      attack: [
        { technique: 'T1046', confidence: 'medium' },
        { technique: 'T1018', confidence: 'low' },
      ],
    });
  });

  test('medium: an internal source whose contacts on an admin port became sessions', async () => {
    const sessions = times(6, (index) =>
      exchange({ src: inside, dst: `10.0.2.${index}`, sport: 40_000, dport: 22, packets: 40 }),
    ).flat();
    expect(theOne((await run(sessions)).candidates)).toMatchObject({
      severity: 'medium',
      measures: { established: 6, inVain: 0 },
      attack: [{ technique: 'T1046', confidence: 'low' }],
    });
  });

  test('high: an internal source that tries hosts outside', async () => {
    const lines = times(6, (index) =>
      flowLine({ src: inside, dst: `198.51.100.${index}`, sport: 40_000, dport: 8333, packets: 1 }),
    );
    expect(theOne((await run(lines)).candidates).severity).toBe('high');
  });

  test('medium: the firewall let some of the attempts on an admin port in; high when one was answered', async () => {
    const letIn = flowLine({ src: outside, dst: '10.0.2.9', sport: 54_321, dport: 22, packets: 1 });
    const answered = exchange({ src: outside, dst: '10.0.2.9', sport: 54_321, dport: 22, packets: 9 });
    expect(theOne((await run([...sweep(5), letIn])).candidates).severity).toBe('medium');
    expect(theOne((await run([...sweep(5), ...answered])).candidates).severity).toBe('high');
  });

  test('a ping of many hosts is discovery of systems', async () => {
    const pings = times(6, (index) =>
      exchange({ src: inside, dst: `10.0.2.${index}`, sport: 0, dport: 0, protocol: 1, packets: 1, bytes: 84 }),
    ).flat();
    const candidate = theOne((await run(pings)).candidates);
    expect(candidate).toMatchObject({
      title: `Host sweep: ${inside} sent icmp to 6 hosts`,
      protocol: 'icmp',
      ports: [],
      evidenceTotal: 6,
      attack: [{ technique: 'T1018', confidence: 'medium' }],
    });
  });

  test('shares are named for the Windows port', async () => {
    const { attack } = theOne((await run(sweep(6, { src: inside, dport: 445 }))).candidates);
    expect(attack.map(({ technique }) => technique)).toEqual(['T1046', 'T1018', 'T1135']);
  });
});

describe('in a large log', () => {
  test('fires at eleven hosts within an hour, quiet at ten and over a day', async () => {
    const many = webFlows(200);
    expect((await run([...many, ...sweep(10)])).check.outcome).toBe('quiet');
    expect((await run([...many, ...sweep(11)])).check.outcome).toBe('fired');
    const slow = times(11, (index) =>
      flowLine({
        src: outside,
        dst: `10.0.2.${index}`,
        sport: 54_321,
        dport: 22,
        packets: 1,
        action: 'REJECT',
        at: index * 3600,
      }),
    );
    expect((await run([...many, ...slow])).check.outcome).toBe('quiet');
  });

  test('refused outside sources are one low candidate above 10,000 flows, loud and internal ones are not', async () => {
    const lines = [
      ...sweep(12, { src: '198.51.100.1' }),
      ...sweep(12, { src: '198.51.100.2' }),
      ...sweep(100, { src: '198.51.100.3' }),
      ...sweep(12, { src: inside }),
    ];
    const { candidates } = await run([...webFlows(10_000), ...lines]);
    expect(candidates.map(({ actors, severity, measures }) => [actors.length, severity, measures.sources])).toEqual([
      [1, 'high', 1],
      [1, 'medium', 1],
      [2, 'low', 2],
    ]);
    expect(candidates[2]).toMatchObject({
      title: 'Host sweeps: 2 outside sources were refused by every host they tried',
      ports: [22],
      measures: { hosts: 12, attempts: 24 },
      evidenceTotal: 24,
    });
  });
});
