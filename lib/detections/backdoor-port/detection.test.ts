import { describe, expect, test } from 'vitest';
import { exchange, flagsHeader, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const inside = '10.0.1.30';
const outside = '198.51.100.99';
const run = (lines: readonly string[]) => runOne('backdoor-port', lines);
const session = (dport: number, more: Partial<Parameters<typeof exchange>[0]> = {}) =>
  exchange({ src: inside, dst: outside, sport: 44_000, dport, packets: 12, bytes: 900, replyBytes: 1_500, ...more });

test('fires: an internal host held a session with port 4444 outside', async () => {
  const candidate = theOne((await run(session(4444))).candidates);
  expect(candidate).toMatchObject({
    title: `Backdoor port: ${inside} talked to ${outside} on port 4444`,
    severity: 'high',
    confidence: 'medium',
    actors: [inside],
    targets: [outside],
    ports: [4444],
    flows: 1,
    bytes: 2_400,
    measures: { contacts: 1, answered: 1, refused: 0 },
    attack: [{ technique: 'T1571', confidence: 'medium' }],
    evidenceTotal: 1,
  });
  expect(candidate.evidence.map(({ line }) => line)).toEqual([1]);
  expect(candidate.why).toBe(
    `${inside} opened 1 conversation to ${outside} on tcp port 4444 in 1 s, from inside to outside: 1 with a session, 2.4 kB (2,400 bytes) both ways.`,
  );
});

describe('what does not count', () => {
  test.each([
    ['other ports', session(4443)],
    [
      'replies of a web server to a client that was given port 4444',
      exchange({ src: outside, dst: inside, sport: 4444, dport: 443 }),
    ],
    [
      'a probe from outside that nothing answered',
      [flowLine({ src: outside, dst: inside, sport: 44_000, dport: 4444, packets: 1 })],
    ],
    [
      'a refused probe from outside',
      [flowLine({ src: outside, dst: inside, sport: 44_000, dport: 4444, action: 'REJECT' })],
    ],
    ['a high port without the handshake', [flowLine({ src: inside, dst: outside, sport: 49_180, dport: 51_000 })]],
  ])('quiet: %s', async (_, lines) => {
    expect((await run(lines)).check.outcome).toBe('quiet');
  });
});

describe('severity and confidence', () => {
  test('medium: refused each time, or no session seen with low confidence', async () => {
    const line = (action: 'ACCEPT' | 'REJECT') =>
      flowLine({ src: inside, dst: outside, sport: 44_000, dport: 4444, packets: 2, action });
    expect(theOne((await run([line('REJECT')])).candidates)).toMatchObject({
      title: `Backdoor port: ${inside} was refused by ${outside} on port 4444`,
      severity: 'medium',
      confidence: 'medium',
      attack: [{ technique: 'T1571', confidence: 'low' }],
    });
    expect(theOne((await run([line('ACCEPT')])).candidates)).toMatchObject({ severity: 'medium', confidence: 'low' });
  });

  test('high: an internal host answered an outside one on port 4444', async () => {
    const candidate = theOne((await run(session(4444, { src: outside, dst: inside }))).candidates);
    expect(candidate).toMatchObject({ severity: 'high', actors: [outside], targets: [inside] });
    expect(candidate.why).toContain('from outside to inside');
  });

  test('other listed ports are low until the conversation is sustained', async () => {
    const severity = async (more: Partial<Parameters<typeof exchange>[0]>) =>
      theOne((await run(session(8889, more))).candidates).severity;
    expect(await severity({})).toBe('low');
    expect(await severity({ bytes: 999_000, replyBytes: 999 })).toBe('low');
    expect(await severity({ bytes: 999_000, replyBytes: 1_000 })).toBe('medium');
    expect(await severity({ packets: 999, bytes: 90_000 })).toBe('low');
    expect(await severity({ packets: 1000, bytes: 90_000 })).toBe('medium');
    expect(await severity({ lasts: 599 })).toBe('low');
    expect(await severity({ lasts: 600 })).toBe('medium');
  });

  test('a high port counts when the handshake tells the service', async () => {
    const lines = [flagsHeader, ...session(65_520, { flags: 2 })];
    expect(theOne((await run(lines)).candidates).ports).toEqual([65_520]);
  });
});

test('inside the network it counts too, and the hosts of a source are one candidate', async () => {
  const lines = times(3, (index) => session(4444, { dst: `10.0.2.${index}` })).flat();
  const both = await run([...lines, ...session(4444)]);
  expect(both.candidates.map(({ targets }) => targets.length)).toEqual([3, 1]);
  const candidate = theOne((await run([...lines, ...webFlows(200)])).candidates);
  expect(candidate).toMatchObject({ targets: ['10.0.2.0', '10.0.2.1', '10.0.2.2'], severity: 'high' });
  expect(candidate.why).toContain('between internal hosts');
});
