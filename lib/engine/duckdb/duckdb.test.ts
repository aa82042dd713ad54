import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultLine, type MadeFlow, wideHeader, wideLine } from '#lib/samples/flow-line.ts';
import { fileSource } from '#lib/sources/file.ts';
import { textSource } from '#lib/sources/text.ts';
import type { LoadOptions, Session } from '../engine.ts';
import { createDuckDb } from './duckdb.ts';

const engine = createDuckDb({ memory: '1GB' });
const at = 1_705_328_595;
const flow = (over: Partial<MadeFlow> = {}): MadeFlow => ({
  source: '203.0.113.5',
  destination: '10.0.1.25',
  sourcePort: 50_000,
  destinationPort: 443,
  start: at,
  ...over,
});
const reply = (made: MadeFlow, over: Partial<MadeFlow> = {}): MadeFlow => ({
  ...made,
  source: made.destination,
  destination: made.source,
  sourcePort: made.destinationPort,
  destinationPort: made.sourcePort,
  ...over,
});

async function load<Result>(
  text: string,
  use: (session: Session) => Promise<Result>,
  options: Partial<LoadOptions> = {},
) {
  const session = await engine.load([textSource('paste', text)], { layout: 'auto', internal: [], ...options });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

const lines = (...made: MadeFlow[]) => made.map(defaultLine).join('\n');

const Flow = z.object({
  line: z.number(),
  src: z.string(),
  dst: z.string(),
  direction: z.string(),
  initiator: z.string(),
  service: z.number().nullable(),
  rule: z.string(),
  reply: z.boolean(),
  volume: z.number().nullable(),
});
const flows = (session: Session) =>
  session.query(
    {
      sql: `select f.line, s.text as src, d.text as dst, cast(f.direction as varchar) as direction, i.text as initiator,
        f.service_port as service, cast(f.service_rule as varchar) as rule, f.is_reply as reply, f.volume_bytes as volume
        from flow f join address s on s.id = f.src join address d on d.id = f.dst join address i on i.id = f.initiator
        order by f.line`,
    },
    Flow,
  );

const Conversation = z.object({
  outcome: z.string(),
  requests: z.number(),
  replies: z.number(),
  request_bytes: z.number(),
  reply_bytes: z.number(),
});
const conversations = (session: Session) =>
  session.query(
    {
      sql: 'select outcome, requests, replies, request_bytes, reply_bytes from conversation order by first_seen, service_port',
    },
    Conversation,
  );

describe('direction', () => {
  test.each([
    ['203.0.113.5', '10.0.1.25', 'inbound'],
    ['10.0.1.25', '203.0.113.5', 'outbound'],
    ['10.0.1.25', '172.16.0.9', 'internal'],
    ['203.0.113.5', '198.51.100.7', 'external'],
    ['10.0.1.25', '224.0.0.251', 'internal'],
    ['100.64.0.1', '192.0.2.1', 'outbound'],
    ['fd00::1', '2001:db8::1', 'outbound'],
  ])('%s to %s is %s', async (source, destination, direction) => {
    const [row] = await load(lines(flow({ source, destination })), flows);
    expect(row?.direction).toBe(direction);
  });

  test('a declared range is internal', async () => {
    const [row] = await load(lines(flow({ source: '203.0.113.5', destination: '198.51.100.7' })), flows, {
      internal: ['198.51.100.0/24'],
    });
    expect(row?.direction).toBe('inbound');
  });

  test('the one address in all records of an interface is its own, also when it looks external', async () => {
    const peers = ['2001:db8:1::1', '2001:db8:2::1', '2001:db8:3::1'];
    const made = peers.map((source, index) =>
      flow({ source, destination: '2001:db8::25', sourcePort: 50_000 + index }),
    );
    expect((await load(lines(...made), flows)).map((row) => row.direction)).toEqual(['inbound', 'inbound', 'inbound']);
    expect((await load(lines(...made.slice(0, 2)), flows))[0]?.direction).toBe('external');
  });
});

describe('service side', () => {
  const row = async (text: string) => (await load(text, flows))[0];

  test('flags decide before ports, also for the records of the conversation that carry none', async () => {
    const open = { ...flow({ sourcePort: 443, destinationPort: 50_000 }), flags: 2, direction: 'ingress' as const };
    const later = { ...open, start: at + 60, flags: 0 };
    const found = await load([wideHeader, wideLine(open), wideLine(later)].join('\n'), flows);
    expect(found.map(({ service, rule, reply: back }) => [service, rule, back])).toEqual([
      [50_000, 'flags', false],
      [50_000, 'flags', false],
    ]);
  });

  test.each([
    [50_000, 443, 443, 'usual-port'],
    [443, 50_000, 443, 'usual-port'],
    [50_000, 700, 700, 'port-below-1024'],
    [50_000, 8889, 8889, 'port-below-32768'],
    [40_000, 50_000, 50_000, 'unknown'],
  ])('ports %i to %i: the service is %i by %s', async (sourcePort, destinationPort, service, rule) => {
    expect(await row(lines(flow({ sourcePort, destinationPort })))).toMatchObject({ service, rule });
  });

  test('a high port that meets three peers is the service; with two it stays unknown', async () => {
    const made = [0, 1, 2].map((index) =>
      flow({ source: `203.0.113.${index + 5}`, sourcePort: 50_000 + index, destinationPort: 40_000 }),
    );
    const answers = made.map((request) => reply(request));
    expect(
      (await load(lines(...answers), flows)).map(({ service, rule, reply: back }) => [service, rule, back]),
    ).toEqual(answers.map(() => [40_000, 'many-peers', true]));
    expect((await load(lines(...answers.slice(0, 2)), flows))[0]).toMatchObject({ rule: 'unknown' });
  });

  test('a scanner that keeps one source port is no service', async () => {
    const probes = [2_001, 2_002, 2_003, 2_004].map((destinationPort) =>
      flow({ sourcePort: 12_345, destinationPort, action: 'REJECT', packets: 1 }),
    );
    const found = await load(lines(...probes), flows);
    expect(found.map(({ initiator, service }) => [initiator, service])).toEqual(
      probes.map(({ destinationPort }) => ['203.0.113.5', destinationPort]),
    );
  });

  test('where nothing decides, the end that sent first stands as the initiator', async () => {
    const first = flow({ sourcePort: 40_000, destinationPort: 50_000, start: at });
    const found = await load(lines(reply(first, { start: at + 5 }), first), flows);
    expect(found.map(({ initiator, rule }) => [initiator, rule])).toEqual([
      ['203.0.113.5', 'unknown'],
      ['203.0.113.5', 'unknown'],
    ]);
  });
});

describe('conversation', () => {
  test.each([
    ['rejected', [flow({ action: 'REJECT', packets: 1 })]],
    ['unanswered', [flow({ packets: 3 })]],
    ['unknown', [flow({ packets: 4 })]],
    ['established', [flow({ packets: 4 }), reply(flow({ packets: 4 }))]],
    ['unknown', [flow({ packets: 4 }), reply(flow({ packets: 3 }))]],
    ['unknown', [flow({ protocol: 17, packets: 1, destinationPort: 53 })]],
  ])('%s', async (outcome, made) => {
    expect(await load(lines(...made), conversations)).toMatchObject([{ outcome }]);
  });

  test('flags: a SYN-ACK is a handshake, a reset is none', async () => {
    const asked = { ...flow({ packets: 1 }), flags: 2, direction: 'ingress' as const };
    const answered = (flags: number) => ({ ...reply(asked, { packets: 1 }), flags, direction: 'egress' as const });
    const text = (flags: number) => [wideHeader, wideLine(asked), wideLine(answered(flags))].join('\n');
    expect(await load(text(18), conversations)).toMatchObject([{ outcome: 'established', requests: 1, replies: 1 }]);
    expect(await load(text(4), conversations)).toMatchObject([{ outcome: 'unanswered' }]);
  });

  test('records of both directions and several windows are one conversation', async () => {
    const asked = flow({ bytes: 100, packets: 5 });
    const found = await load(
      lines(asked, { ...asked, start: at + 60, bytes: 50 }, reply(asked, { bytes: 700 })),
      conversations,
    );
    expect(found).toEqual([{ outcome: 'established', requests: 2, replies: 1, request_bytes: 150, reply_bytes: 700 }]);
  });
});

describe('two interfaces', () => {
  const sent = flow({
    source: '10.0.1.5',
    destination: '10.0.2.9',
    bytes: 1_000,
    packets: 10,
    interface: 'eni-0aaaaaaa',
  });
  const received = { ...sent, bytes: 900, start: at + 3, interface: 'eni-0bbbbbbb' };

  test('the same traffic at both ends counts once for volume, by the larger count, and twice as evidence', async () => {
    expect((await load(lines(received, sent), flows)).map((row) => row.volume)).toEqual([0, 1_000]);
    expect(await load(lines(received, sent), async (session) => session.flows)).toBe(2);
  });

  test('without an overlap in time, or with another action, nothing is a copy', async () => {
    const volumes = async (...made: MadeFlow[]) => (await load(lines(...made), flows)).map((row) => row.volume);
    expect(await volumes(sent, { ...received, start: at + 21 })).toEqual([1_000, 900]);
    expect(await volumes(sent, { ...received, start: at + 20 })).toEqual([1_000, 0]);
    expect(await volumes(sent, { ...received, action: 'REJECT' })).toEqual([1_000, 900]);
  });

  test('a NAT gateway: pkt-* are the ends of the traffic', async () => {
    const header =
      'interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action pkt-srcaddr pkt-dstaddr';
    const text = `${header}\neni-0aaaaaaa 10.0.1.5 10.0.0.220 50000 443 6 5 500 ${at} ${at} ACCEPT 10.0.1.5 203.0.113.5\n`;
    expect((await load(text, flows))[0]).toMatchObject({ src: '10.0.1.5', dst: '203.0.113.5', direction: 'outbound' });
  });
});

describe('what is read', () => {
  test('NODATA and SKIPDATA are records and no flows; a log of nothing else still loads', async () => {
    const text =
      '2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - NODATA\n2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - SKIPDATA\n';
    const found = await load(text, async (session) => ({
      ...session.input,
      flows: session.flows,
      fields: [...session.fields],
    }));
    expect(found).toMatchObject({
      records: 2,
      noData: 1,
      skipData: 1,
      flows: 0,
      fields: ['version', 'account-id', 'interface-id', 'start', 'end', 'log-status'],
    });
  });

  test('a layout without ports or times still makes flows', async () => {
    const found = await load('srcaddr dstaddr bytes\n10.0.0.1 203.0.113.5 500\n', flows);
    expect(found).toMatchObject([{ direction: 'outbound', service: null, rule: 'unknown' }]);
  });

  test('layouts may change in the middle: each record keeps its own columns', async () => {
    const text = `srcaddr dstaddr bytes\n10.0.0.1 203.0.113.5 500\ndstaddr srcaddr bytes\n10.0.0.1 203.0.113.5 600\n`;
    expect((await load(text, flows)).map(({ src, volume }) => [src, volume])).toEqual([
      ['10.0.0.1', 500],
      ['203.0.113.5', 600],
    ]);
  });

  test('more records than a batch holds, from two gzipped files, keep their source and line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowcase-test-'));
    const text = Array.from({ length: 5_000 }, (_, index) =>
      defaultLine(flow({ sourcePort: 1_025 + index, bytes: index })),
    );
    writeFileSync(join(folder, 'a.log.gz'), gzipSync(`${text.slice(0, 3_000).join('\n')}\n`));
    writeFileSync(join(folder, 'b.log'), `${text.slice(3_000).join('\n')}\n`);
    const session = await engine.load(
      [fileSource(join(folder, 'a.log.gz'), 'a'), fileSource(join(folder, 'b.log'), 'b')],
      { layout: 'auto', internal: [] },
    );
    const { total, lines: page } = await session.lines({ bytesAbove: 2_998 }, { offset: 0, limit: 2 });
    await session.close();
    expect(session.input).toMatchObject({ lines: 5_000, records: 5_000, rejected: 0 });
    expect({ total, page: page.map(({ source, line, text: raw }) => [source, line, raw]) }).toEqual({
      total: 2_001,
      page: [
        ['a', 3_000, text[2_999]],
        ['b', 1, text[3_000]],
      ],
    });
  });

  test('a damaged gzip is read as far as it goes and reported', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowcase-test-'));
    const whole = gzipSync(
      Array.from({ length: 4_000 }, (_, index) =>
        defaultLine(flow({ sourcePort: 1_025 + index, bytes: (index * 7919) % 100_000 })),
      ).join('\n'),
    );
    writeFileSync(join(folder, 'cut.gz'), whole.subarray(0, whole.length / 2));
    const session = await engine.load([fileSource(join(folder, 'cut.gz'), 'cut')], { layout: 'auto', internal: [] });
    await session.close();
    expect(session.input.sources[0]?.damage).toMatch(/^damaged gzip: .* after \d+ stored bytes$/);
    expect(session.input.records).toBeGreaterThan(1_000);
    expect(session.input.lines).toBe(session.input.records + session.input.rejected);
  });

  test('nothing readable is an error that names the first bad line', async () => {
    await expect(load('hello\n', flows)).rejects.toMatchObject({ code: 'no-records', exitCode: 3 });
  });

  test('a stop ends the reading', async () => {
    await expect(load(lines(flow()), flows, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('questions', () => {
  test('evidence: the first, the last and the largest of many, in the order of the input, with the total', async () => {
    const made = Array.from({ length: 40 }, (_, index) =>
      flow({ sourcePort: 50_000 + index, start: at + index, bytes: index === 20 ? 99_999 : 100 }),
    );
    const [found] = await load(lines(...made), (session) => session.evidence([{ initiators: ['203.0.113.5'] }]));
    expect(found?.total).toBe(40);
    expect(found?.lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 21, 38, 39, 40]);
  });

  test('a filter is bound, never pasted: SQL in an address finds nothing and breaks nothing', async () => {
    const evil = "x'); drop table flow; --";
    const found = await load(lines(flow()), async (session) => [
      (await session.lines({ sources: [evil] }, { offset: 0, limit: 5 })).total,
      (await session.lines({}, { offset: 0, limit: 5 })).total,
    ]);
    expect(found).toEqual([0, 1]);
  });

  test('whole numbers divide as in Trino, and files cannot be read once the input is loaded', async () => {
    await load(lines(flow()), async (session) => {
      expect(await session.query({ sql: 'select 7 / 2 as x' }, z.object({ x: z.number() }))).toEqual([{ x: 3 }]);
      await expect(session.query({ sql: "select * from read_csv('/etc/passwd')" }, z.unknown())).rejects.toThrow(
        /disabled/,
      );
    });
  });

  test('a parameter that nobody gave is a bug said aloud', async () => {
    await expect(load(lines(flow()), (session) => session.query({ sql: 'select $lost' }, z.unknown()))).rejects.toThrow(
      /\$lost/,
    );
  });

  test('a session that is closed while questions run answers them first', async () => {
    const session = await engine.load([textSource('paste', lines(flow()))], { layout: 'auto', internal: [] });
    const slow = 'select count(*) as x from range(3000000) a join range(3) b on a.range % 3 = b.range';
    const asked = Array.from({ length: 6 }, () => session.query({ sql: slow }, z.object({ x: z.number() })));
    await session.close();
    expect(await Promise.all(asked)).toEqual(asked.map(() => [{ x: 3_000_000 }]));
    await session.close();
    await expect(session.query({ sql: slow }, z.unknown())).rejects.toThrow(/closed/);
  });

  test('aggregation: a minute unless a record lasts longer', async () => {
    expect(await load(lines(flow({ seconds: 90 })), async (session) => session.aggregationSeconds)).toBe(60);
    expect(await load(lines(flow({ seconds: 91 })), async (session) => session.aggregationSeconds)).toBe(600);
  });
});
