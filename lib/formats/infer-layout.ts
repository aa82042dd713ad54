import { addressDictionary, termDictionary } from './dictionary.ts';
import { type Field, fieldNamed, fields } from './fields.ts';
import type { LayoutCandidate } from './format.ts';
import { type Layout, layoutKey, versionLayouts } from './layout.ts';
import { recordBatch, writeRecord } from './record-batch.ts';

export type Inference =
  | { certain: true; layout: Layout; why: string }
  /** Candidates, best first, at most three; none when the lines do not look like flow records at all. */
  | { certain: false; candidates: LayoutCandidate[] };

/** Share of the lines that must fit before a layout without a header is believed. */
const fitsMin = 0.5;

/**
 * Tells the columns of a log that has no header. Only «all fields of version N» in the documented order is believed, and
 * only when both the number of columns and the values fit; anything else is a question with its best answers.
 */
export function inferLayout(lines: readonly string[][]): Inference {
  const width = commonWidth(lines);
  const rows = lines.filter((tokens) => tokens.length === width);
  const version = versionLayouts.find(({ layout }) => layout.length === width);
  const data = rows.filter((tokens) => tokens.some((token) => token !== '-'));
  if (version) {
    const share = fitting(version.layout, data);
    if (share >= fitsMin) {
      const why = `${width} columns, the number of all fields of version ${version.version}, and the values fit`;
      return { certain: true, layout: version.layout, why };
    }
  }
  return { certain: false, candidates: guesses(data, width) };
}

/** The number of columns that most lines have; the larger one where two are as frequent. */
function commonWidth(lines: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const tokens of lines) counts.set(tokens.length, (counts.get(tokens.length) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0;
}

/** Share of the rows that are records of the layout, with times in order and no more packets than bytes. */
function fitting(layout: Layout, rows: readonly string[][]): number {
  if (rows.length === 0) return 0;
  const at = (name: string) => layout.findIndex((field) => field.name === name);
  const [start, end, packets, bytes] = [at('start'), at('end'), at('packets'), at('bytes')];
  const inOrder = (tokens: string[], small: number, large: number) =>
    small < 0 ||
    large < 0 ||
    tokens[small] === '-' ||
    tokens[large] === '-' ||
    Number(tokens[small]) <= Number(tokens[large]);
  const readable = readerOf(layout);
  const good = rows.filter(
    (tokens) => readable(tokens) && inOrder(tokens, start, end) && inOrder(tokens, packets, bytes),
  );
  return good.length / rows.length;
}

/** Tells whether tokens would be a record of this layout: asked of the very code that reads records. */
function readerOf(layout: Layout): (tokens: readonly string[]) => boolean {
  const dictionaries = { addresses: addressDictionary(), terms: termDictionary() };
  const batch = recordBatch(layout);
  const encoder = new TextEncoder();
  return (tokens) => {
    const encoded = tokens.map((token) => encoder.encode(token));
    const bytes = new Uint8Array(encoded.reduce((sum, piece) => sum + piece.length, 0));
    const starts = new Int32Array(tokens.length);
    const ends = new Int32Array(tokens.length);
    let at = 0;
    encoded.forEach((piece, index) => {
      bytes.set(piece, at);
      starts[index] = at;
      at += piece.length;
      ends[index] = at;
    });
    batch.rows = 0;
    return writeRecord(batch, dictionaries, bytes, starts, ends, tokens.length, 1) === null;
  };
}

/** What the values of a column say it is. Ordered: the first pattern that all values of a column match decides. */
const patterns: readonly { test: RegExp; names: readonly string[] }[] = [
  { test: /^(ACCEPT|REJECT)$/i, names: ['action'] },
  { test: /^(OK|NODATA|SKIPDATA)$/i, names: ['log-status'] },
  { test: /^(ingress|egress)$/i, names: ['flow-direction'] },
  { test: /^(IPv4|IPv6|EFA)$/, names: ['type'] },
  { test: /^eni-/, names: ['interface-id', 'next-hop-interface-id'] },
  { test: /^i-[0-9a-z]+$/, names: ['instance-id'] },
  { test: /^vpc-/, names: ['vpc-id', 'next-hop-vpc-id'] },
  { test: /^subnet-/, names: ['subnet-id', 'next-hop-subnet-id'] },
  { test: /^(\d{12}|unknown)$/, names: ['account-id'] },
  { test: /^[a-z]{2,4}\d-az\d+$/, names: ['az-id', 'next-hop-az-id'] },
  { test: /^[a-z]{2}(-[a-z]+)+-\d$/, names: ['region'] },
  {
    test: /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]*:[0-9a-f:.]+$/i,
    names: ['srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr'],
  },
  { test: /^(1[2-9]\d{8}|2[0-5]\d{8}|(1[2-9]|2[0-5])\d{11})$/, names: ['start', 'end'] },
];

/** Numbers by their habit: which names a column of these values may bear, most telling first. */
function numberNames(values: readonly number[]): string[] {
  const all = (test: (value: number) => boolean) => values.every(test);
  const names: string[] = [];
  const constant = new Set(values).size === 1;
  if (constant && all((value) => value >= 2 && value <= 11) && values[0] !== 6) names.push('version');
  if (all((value) => [1, 6, 17, 47, 50, 58, 132].includes(value))) names.push('protocol');
  if (all((value) => value <= 8)) names.push('traffic-path');
  if (all((value) => value <= 63)) names.push('tcp-flags');
  if (all((value) => value <= 65535)) names.push('srcport', 'dstport');
  names.push('packets', 'bytes');
  return names;
}

/** Up to three layouts that the values allow: AWS's usual order first, then with the ends, the counts or the ports swapped. */
function guesses(rows: readonly string[][], width: number): LayoutCandidate[] {
  const columns = Array.from({ length: width }, (_, index) =>
    rows.map((tokens) => tokens[index] ?? '-').filter((token) => token !== '-'),
  );
  const taken = new Set<string>();
  const guess: (Field | null)[] = columns.map((values) => {
    const pattern = patterns.find(({ test }) => values.length > 0 && values.every((value) => test.test(value)));
    const name = pattern?.names.find((candidate) => !taken.has(candidate));
    if (name) taken.add(name);
    return name ? fieldNamed(name) : null;
  });
  if (!taken.has('srcaddr')) return [];
  assignNumbers(columns, guess, taken);
  const rest = fields.filter((field) => !taken.has(field.name) && field.kind === 'term');
  const layout = guess.map((field) => field ?? rest.shift() ?? null);
  if (layout.some((field) => field === null)) return [];
  const complete = layout.flatMap((field) => field ?? []);
  const variants: [Layout, string][] = [
    [complete, 'the values, with source before destination and packets before bytes as AWS orders them'],
    [swap(swap(complete, 'srcaddr', 'dstaddr'), 'srcport', 'dstport'), 'the same, with destination before source'],
    [swap(complete, 'packets', 'bytes'), 'the same, with bytes before packets'],
    [swap(complete, 'srcport', 'dstport'), 'the same, with the destination port before the source port'],
  ];
  const seen = new Set<string>();
  return variants
    .filter(([variant]) => !seen.has(layoutKey(variant)) && seen.add(layoutKey(variant)))
    .map(([variant, why]) => ({ layout: variant.map((field) => field.name), why, fits: fitting(variant, rows) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, 3);
}

/** Names the columns of numbers: the choosiest column first, so that a protocol does not take the name of a port. */
function assignNumbers(columns: readonly string[][], guess: (Field | null)[], taken: Set<string>): void {
  const open = columns
    .map((values, index) => ({ index, values: values.map(Number) }))
    .filter(({ index, values }) => guess[index] === null && values.length > 0 && values.every(Number.isInteger))
    .map(({ index, values }) => ({ index, names: numberNames(values) }))
    .sort((a, b) => a.names.length - b.names.length || a.index - b.index);
  for (const { index, names } of open) {
    const name = names.find((candidate) => !taken.has(candidate));
    if (!name) continue;
    taken.add(name);
    guess[index] = fieldNamed(name);
  }
}

function swap(layout: Layout, one: string, other: string): Layout {
  const place = (name: string) => layout.find((field) => field.name === name);
  const [a, b] = [place(one), place(other)];
  if (!a || !b) return layout;
  return layout.map((field) => (field === a ? b : field === b ? a : field));
}
