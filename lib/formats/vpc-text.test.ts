import { expect, test } from 'vitest';
import { AppError } from '#lib/model/app-error.ts';
import { addressDictionary, termDictionary } from './dictionary.ts';
import { fields } from './fields.ts';
import { parseLayout, versionLayouts } from './layout.ts';
import { recordBatch } from './record-batch.ts';
import { vpcText } from './vpc-text.ts';

const record = '2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 ACCEPT OK';

async function read(text: string, layout: 'auto' | string = 'auto') {
  const rejected: { line: number; reason: string; text: string }[] = [];
  const dictionaries = { addresses: addressDictionary(), terms: termDictionary() };
  const batches = new Map<string, ReturnType<typeof recordBatch>>();
  const counts = await vpcText.read(
    (async function* () {
      yield new TextEncoder().encode(text);
    })(),
    {
      source: 'paste',
      layout: layout === 'auto' ? 'auto' : parseLayout(layout.split(' ')),
      dictionaries,
      batch: (wanted) => {
        const key = wanted.map((field) => field.name).join(' ');
        const batch = batches.get(key) ?? recordBatch(wanted);
        batches.set(key, batch);
        return batch;
      },
      full: (batch) => {
        batch.rows = 0;
        return batch;
      },
      reject: ({ line, reason, text: bad }) => rejected.push({ line, reason, text: bad }),
    },
  );
  expect(counts.lines).toBe(counts.headers + counts.blank + counts.records + counts.rejected);
  return { ...counts, rejectedLines: rejected, batches: [...batches.values()] };
}

test('a default record without a header is recognised', async () => {
  const { records, layoutFrom, layout } = await read(record);
  expect({ records, layoutFrom, columns: layout.length }).toEqual({ records: 1, layoutFrom: 'inferred', columns: 14 });
});

test('headers: anywhere, again in the middle, with another layout behind, after a byte order mark, with CRLF', async () => {
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  const text = `\uFEFF${header}\r\n\r\n${record}\r\n${header}\r\n${record}\r\nsrcaddr dstaddr bytes\r\n10.0.0.1 10.0.0.2 5\r\n`;
  const { lines, headers, blank, records, rejected, layoutFrom, batches } = await read(text);
  expect({ lines, headers, blank, records, rejected, layoutFrom, layouts: batches.length }).toEqual({
    lines: 7,
    headers: 3,
    blank: 1,
    records: 3,
    rejected: 0,
    layoutFrom: 'header',
    layouts: 2,
  });
});

test('headers: Athena spelling and template spelling name the same fields', async () => {
  expect((await read('srcaddr dst_addr\n')).headers).toBe(0);
  expect((await read('account_id log_status\n123456789012 OK\n')).records).toBe(1);
  expect((await read(`$\{srcaddr} $\{dstaddr}\n10.0.0.1 10.0.0.2\n`)).records).toBe(1);
});

test('a header below the first records still names the columns above it', async () => {
  const { records, headers } = await read('10.0.0.1 5 10.0.0.2\nsrcaddr bytes dstaddr\n10.0.0.1 5 10.0.0.2\n');
  expect({ records, headers }).toEqual({ records: 2, headers: 1 });
});

test('doubled spaces, tabs, dashes, NODATA, SKIPDATA, ICMP, IPv6 and an unknown account are records', async () => {
  const text = [
    record.replaceAll(' ', '  '),
    record.replaceAll(' ', '\t'),
    '2 unknown eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - NODATA',
    '2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - SKIPDATA',
    '2 123456789012 eni-0a1b2c3d 10.0.0.1 10.0.0.2 0 0 1 4 336 1705328595 1705328653 ACCEPT OK',
    '2 123456789012 eni-0a1b2c3d 2001:db8::1 2001:db8::2 34892 22 6 54 8855 1705328595 1705328653 ACCEPT OK',
  ].join('\n');
  expect(await read(text)).toMatchObject({ records: 6, rejected: 0 });
});

test.each(versionLayouts.map(({ version, layout }) => [version, layout] as const))(
  'all fields of version %i are recognised by their count and their values',
  async (_version, layout) => {
    const values: Record<string, string> = {
      srcaddr: '10.0.0.1',
      dstaddr: '10.0.0.2',
      'pkt-srcaddr': '10.0.0.1',
      'pkt-dstaddr': '10.0.0.2',
      start: '1705328595',
      end: '1705328653',
      action: 'ACCEPT',
      'log-status': 'OK',
      'flow-direction': 'egress',
      packets: '3',
      bytes: '180',
      'account-id': '123456789012',
    };
    const line = layout.map((field) => values[field.name] ?? (field.kind === 'small' ? '6' : 'x')).join(' ');
    const found = await read(`${line}\n${line}\n`);
    expect(found.layout).toEqual(layout.map((field) => field.name));
    expect(found.records).toBe(2);
  },
);

test('fourteen columns in another order are a question with candidates, not a guess', async () => {
  const swapped = '10.0.0.1 123456789012 eni-0a1b2c3d 10.0.0.2 443 50000 6 3 180 1705328595 1705328653 ACCEPT OK 2';
  const other = swapped.replace(' 3 180 ', ' 40 9180 ').replace('50000', '51234');
  const error = await read(`${swapped}\n${other}\n`).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'layout-ambiguous' });
  const candidates =
    error instanceof AppError &&
    typeof error.details === 'object' &&
    error.details !== null &&
    'candidates' in error.details
      ? error.details.candidates
      : [];
  expect(candidates).toMatchObject([{ fits: 1 }, {}, {}]);
  expect(candidates).toMatchObject([
    { layout: expect.arrayContaining(['srcaddr', 'dstaddr', 'action', 'version']) },
    {},
    {},
  ]);
});

test('a layout that was given stands, also against a header', async () => {
  const { records, headers, layoutFrom } = await read('srcaddr dstaddr\n10.0.0.1 10.0.0.2\n', 'dstaddr srcaddr');
  expect({ records, headers, layoutFrom }).toEqual({ records: 1, headers: 1, layoutFrom: 'given' });
});

test('text that is no flow log is rejected line by line, and nothing is guessed', async () => {
  const { records, rejected, rejectedLines } = await read('dear colleague,\n\nplease look at this\n');
  expect({ records, rejected, first: rejectedLines[0]?.line }).toEqual({ records: 0, rejected: 2, first: 1 });
});

test.each([
  ['srcaddr: not an IP address', record.replace('203.0.113.45', '203.0.113.999')],
  ['srcport: not a number from 0 to 65535', record.replace('54321', '65536')],
  ['protocol: not a number from 0 to 255', record.replace(' 6 3', ' tcp 3')],
  ['bytes: not a whole number that can be counted', record.replace(' 180 ', ' 9007199254740992 ')],
  ['packets: not a whole number that can be counted', record.replace(' 3 180', ' 1.5 180')],
  ['start: not a time in epoch seconds', record.replace('1705328595', 'today')],
  ['action: not ACCEPT or REJECT', record.replace('ACCEPT', 'DROP')],
  ['log-status: not OK or NODATA or SKIPDATA', record.replace(' OK', ' FINE')],
  ['13 fields, expected 14 (without log-status?)', record.replace(' OK', '')],
  ['15 fields, expected 14', `${record} more`],
])('a bad line says why: %s', async (reason, bad) => {
  const { rejectedLines, records } = await read(`${record}\n${record}\n${bad}\n${record}\n`);
  expect(records).toBe(3);
  expect(rejectedLines).toEqual([{ line: 3, reason, text: bad }]);
});

test('boundaries: the largest port and the largest countable byte value are records', async () => {
  const largest = record.replace('54321', '65535').replace(' 180 ', ' 9007199254740991 ');
  const { records, batches } = await read(largest);
  expect(records).toBe(1);
  const halves = batches[0]?.columns.find(({ field }) => field.name === 'bytes')?.halves;
  expect((halves?.[1] ?? 0) * 2 ** 32 + ((halves?.[0] ?? 0) >>> 0)).toBe(9_007_199_254_740_991);
});

test('milliseconds become seconds', async () => {
  const { batches } = await read(record.replace('1705328595', '1705328595123').replace('1705328653', '1705328653999'));
  expect(batches[0]?.columns.find(({ field }) => field.name === 'start')?.halves[0]).toBe(1_705_328_595);
});

test('the table of fields has every version once and no field twice', () => {
  expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
  expect(versionLayouts.map(({ layout }) => layout.length)).toEqual([14, 21, 25, 29, 39, 40, 41, 42, 54]);
});
