import { expect, test } from 'vitest';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { Facts } from '#lib/model/facts.ts';
import { defaultLine, type MadeFlow } from '#lib/samples/flow-line.ts';
import { samples } from '#lib/samples/samples.ts';
import { textSource } from '#lib/sources/text.ts';
import { computeFacts } from './compute-facts.ts';

const engine = createDuckDb({ memory: '1GB' });
const at = 1_705_328_580;
const flow = (over: Partial<MadeFlow> = {}): MadeFlow => ({
  source: '203.0.113.5',
  destination: '10.0.1.25',
  sourcePort: 50_000,
  destinationPort: 443,
  start: at,
  ...over,
});

async function factsOf(text: string) {
  const session = await engine.load([textSource('paste', text)], { layout: 'auto', internal: [] });
  const computed = await computeFacts(session);
  await session.close();
  Facts.parse(computed.facts);
  return computed;
}
const of = (...made: MadeFlow[]) => factsOf(made.map(defaultLine).join('\n'));

test('talkers: the five busiest by flows, ties by bytes, then by address; both directions are mixed', async () => {
  const made = [1, 2, 3, 4, 5, 6].map((n) => flow({ source: `203.0.113.${n}`, bytes: n === 6 ? 10_000 : 100 }));
  const { facts } = await of(
    ...made,
    flow({ source: '10.0.1.25', destination: '203.0.113.1' }),
    flow({ source: '10.0.1.25', destination: '10.0.1.9' }),
  );
  expect(facts.topSources.map(({ address }) => address)).toEqual([
    '10.0.1.25',
    '203.0.113.6',
    '203.0.113.1',
    '203.0.113.2',
    '203.0.113.3',
  ]);
  expect(facts.topSources[0]).toMatchObject({ scope: 'internal', label: null, flows: 2, direction: 'mixed' });
  expect(facts.topSources[1]).toMatchObject({
    scope: 'external',
    label: 'documentation range (RFC 5737)',
    direction: 'inbound',
  });
});

test('ports: what was asked for; the ports that answers go to are left out', async () => {
  const { facts } = await of(
    flow(),
    flow({ source: '10.0.1.25', destination: '203.0.113.5', sourcePort: 443, destinationPort: 50_000 }),
    flow({ destinationPort: 8889, action: 'REJECT' }),
  );
  expect(facts.topPorts).toEqual([
    { port: 443, protocol: 'tcp', service: 'HTTPS', flows: 1, bytes: 600, accepted: 1, rejected: 0 },
    { port: 8889, protocol: 'tcp', service: 'not a usual service', flows: 1, bytes: 600, accepted: 0, rejected: 1 },
  ]);
});

test('outbound: accepted bytes that leave, per service port, with who opened the conversation', async () => {
  const { facts } = await of(
    flow({ source: '10.0.1.25', destination: '203.0.113.5', sourcePort: 443, destinationPort: 50_000, bytes: 9_000 }),
    flow({ source: '10.0.2.15', destination: '198.51.100.23', destinationPort: 8889, bytes: 400 }),
    flow({ source: '10.0.2.15', destination: '198.51.100.23', sourcePort: 50_001, destinationPort: 8889, bytes: 700 }),
    flow({ source: '10.0.2.15', destination: '198.51.100.24', destinationPort: 25, bytes: 700, action: 'REJECT' }),
    flow({ source: '10.0.2.15', destination: '10.0.2.16', bytes: 700 }),
  );
  expect(facts.outbound).toEqual([
    {
      source: '10.0.1.25',
      destination: '203.0.113.5',
      port: 443,
      protocol: 'tcp',
      bytes: 9_000,
      largestFlowBytes: 9_000,
      flows: 1,
      initiator: 'destination',
    },
    {
      source: '10.0.2.15',
      destination: '198.51.100.23',
      port: 8889,
      protocol: 'tcp',
      bytes: 1_100,
      largestFlowBytes: 700,
      flows: 2,
      initiator: 'source',
    },
  ]);
});

test('attack surface: each side and peer once, bytes seen from the host', async () => {
  const asked = flow({ bytes: 100 });
  const { facts } = await of(
    asked,
    flow({
      source: '10.0.1.25',
      destination: '203.0.113.5',
      sourcePort: 443,
      destinationPort: 50_000,
      bytes: 900,
      start: at + 30,
    }),
    flow({ destinationPort: 22, action: 'REJECT', bytes: 40 }),
  );
  expect(facts.attackSurface).toEqual([
    {
      host: '10.0.1.25',
      port: 443,
      protocol: 'tcp',
      side: 'server',
      peer: '203.0.113.5',
      accepted: 1,
      rejected: 0,
      bytesIn: 100,
      bytesOut: 900,
      firstSeen: at,
      lastSeen: at + 50,
    },
    {
      host: '10.0.1.25',
      port: 22,
      protocol: 'tcp',
      side: 'server',
      peer: '203.0.113.5',
      accepted: 0,
      rejected: 1,
      bytesIn: 40,
      bytesOut: 0,
      firstSeen: at,
      lastSeen: at + 20,
    },
  ]);
});

test('timeline: buckets follow each other without a gap and hold every flow; at most 120 of them', async () => {
  const { facts, totals } = await of(
    ...[0, 1, 59, 60, 600].map((seconds, index) =>
      flow({ sourcePort: 50_000 + index, start: at + seconds, seconds: 0 }),
    ),
  );
  const { bucketSeconds, buckets } = facts.timeline;
  expect(bucketSeconds).toBe(10);
  expect(buckets.map(({ start }) => start)).toEqual(Array.from({ length: 61 }, (_, index) => at + index * 10));
  expect(buckets.reduce((sum, bucket) => sum + bucket.flows, 0)).toBe(totals.flows);
  expect(buckets[1]).toEqual({ start: at + 10, flows: 0, accepted: 0, rejected: 0, bytesIn: 0, bytesOut: 0 });
});

test.each([
  [0, 1],
  [118, 1],
  [119, 2],
  [86_400 * 365, 86_400 * 4],
])('timeline: %i seconds are cut into buckets of %i', async (span, width) => {
  const { facts } = await of(flow({ seconds: 0 }), flow({ sourcePort: 50_001, start: at + span, seconds: 0 }));
  expect(facts.timeline.bucketSeconds).toBe(width);
  expect(facts.timeline.buckets.length).toBeLessThanOrEqual(120);
});

test('assets: roles come with their proof, and an interface belongs to the address it carries most', async () => {
  const visits = [1, 2, 3].flatMap((n) => [
    flow({ source: `203.0.113.${n}`, packets: 9 }),
    flow({ source: '10.0.1.25', destination: `203.0.113.${n}`, sourcePort: 443, destinationPort: 50_000, packets: 9 }),
  ]);
  const { facts } = await of(
    ...visits,
    flow({ source: '10.0.1.25', destination: '10.0.2.10', sourcePort: 40_000, destinationPort: 5432 }),
  );
  expect(facts.assets).toEqual([
    {
      address: '10.0.1.25',
      role: 'web server',
      roleFrom: 'answers on 443 to 3 external peers',
      interfaces: ['eni-0a1b2c3d4e5f60718'],
      instances: [],
    },
    {
      address: '10.0.2.10',
      role: 'not identifiable',
      roleFrom: 'was asked by 1 peer; no answer is in these logs',
      interfaces: [],
      instances: [],
    },
  ]);
});

test('a log without traffic has facts all the same: nothing, said in the same shape', async () => {
  const { facts, totals, window } = await factsOf(
    '2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - NODATA\n',
  );
  expect({ totals, window }).toEqual({
    totals: { flows: 0, bytes: 0, packets: 0, accepted: 0, rejected: 0 },
    window: null,
  });
  expect(facts).toMatchObject({
    topSources: [],
    outbound: [],
    attackSurface: [],
    assets: [],
    timeline: { buckets: [] },
  });
  expect(facts.blindSpots).toContain('1 NODATA record: intervals in which nothing flowed.');
});

test.each(samples.map((sample) => [sample.id, sample.text] as const))(
  'sample %s: the tables add up to the totals, twice the same',
  async (_id, text) => {
    const first = await factsOf(text);
    const sum = (rows: { flows: number }[]) => rows.reduce((total, row) => total + row.flows, 0);
    expect([
      sum(first.facts.byAction),
      sum(first.facts.byProtocol),
      sum(first.facts.byDirection),
      sum(first.facts.timeline.buckets),
    ]).toEqual(Array(4).fill(first.totals.flows));
    expect(await factsOf(text)).toEqual(first);
  },
);
