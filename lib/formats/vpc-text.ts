import { AppError } from '#lib/model/app-error.ts';
import { plural } from '#lib/names/format.ts';
import type { Format, LayoutQuestion, Reading, SourceCounts } from './format.ts';
import { inferLayout } from './infer-layout.ts';
import { headerLayout, type Layout, layoutKey } from './layout.ts';
import { eachLine } from './lines.ts';
import { batchRows, writeRecord } from './record-batch.ts';

/** Lines looked at before the columns of a log without a header are decided. */
const lookAhead = 200;
const tokensMax = 256;

/** Fields separated by spaces: S3 objects with headers, pasted lines with or without. */
export const vpcText: Format = {
  id: 'vpc-text',
  title: 'Text, fields separated by spaces',
  async read(bytes, reading) {
    const reader = textReader(reading);
    await eachLine(bytes, (...line) => {
      reader.take(...line);
      return undefined;
    });
    return reader.finish();
  },
};

function textReader(reading: Reading) {
  const starts = new Int32Array(tokensMax);
  const ends = new Int32Array(tokensMax);
  const counts = { lines: 0, headers: 0, blank: 0, records: 0, rejected: 0 };
  let layout: Layout | null = reading.layout === 'auto' ? null : reading.layout;
  let batch = layout ? reading.batch(layout) : null;
  let layoutFrom: SourceCounts['layoutFrom'] = layout ? 'given' : 'inferred';
  let firstLayout: Layout | null = layout;
  // Lines before anything says what the columns are.
  let waiting: { bytes: Uint8Array; line: number; long: boolean }[] = [];
  let hopeless = false;

  const use = (next: Layout) => {
    layout = next;
    firstLayout ??= next;
    batch = reading.batch(next);
  };

  const reject = (bytes: Uint8Array, start: number, end: number, line: number, reason: string) => {
    counts.rejected++;
    const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 1600))).slice(0, 400);
    reading.reject({ source: reading.source, line, reason, text });
  };

  const record = (bytes: Uint8Array, start: number, end: number, line: number, tokens: number) => {
    if (!batch) return;
    const reason = writeRecord(batch, reading.dictionaries, bytes, starts, ends, tokens, line);
    if (reason !== null) return reject(bytes, start, end, line, missing(reason, tokens));
    counts.records++;
    if (batch.rows === batchRows) batch = reading.full(batch);
  };

  /** A short line says which columns it most likely lacks: those at the end. */
  const missing = (reason: string, tokens: number): string => {
    const expected = layout?.length ?? 0;
    const lacking = layout?.slice(tokens).map((field) => field.name) ?? [];
    return tokens < expected && lacking.length <= 3 ? `${reason} (without ${lacking.join(', ')}?)` : reason;
  };

  const decide = (next: Layout | null) => {
    const held = waiting;
    waiting = [];
    const texts = held.filter(({ long }) => !long).map(({ bytes }) => new TextDecoder().decode(bytes));
    const inference = inferLayout(texts.map((text) => text.split(/[ \t]+/).filter((token) => token !== '')));
    if (inference.certain) use(inference.layout);
    else if (next) use(next);
    else if (inference.candidates.length > 0) throw ambiguous(reading.source, texts, inference.candidates);
    else hopeless = true;
    for (const { bytes, line, long } of held) data(bytes, 0, bytes.length, line, long);
  };

  const data = (bytes: Uint8Array, start: number, end: number, line: number, long: boolean) => {
    const tokens = long ? 0 : tokenize(bytes, start, end, starts, ends);
    if (long) reject(bytes, start, end, line, 'longer than 65,536 bytes');
    else if (hopeless)
      reject(
        bytes,
        start,
        end,
        line,
        `${plural(tokens, 'field')} ${tokens === 1 ? 'that is not one' : 'that are not those'} of a flow log`,
      );
    else record(bytes, start, end, line, tokens);
  };

  const take = (bytes: Uint8Array, start: number, end: number, line: number, long: boolean) => {
    counts.lines++;
    const tokens = long ? 0 : tokenize(bytes, start, end, starts, ends);
    if (tokens === 0 && !long) {
      counts.blank++;
      return;
    }
    const header = long ? null : headerOf(bytes, starts, ends, tokens);
    if (header) {
      counts.headers++;
      if (waiting.length > 0) decide(header);
      if (counts.records === 0 && reading.layout === 'auto') layoutFrom = 'header';
      // A header is the log's own word about its columns; only a layout the person gave stands above it.
      if (reading.layout === 'auto' && (!layout || layoutKey(header) !== layoutKey(layout))) use(header);
      hopeless = false;
      return;
    }
    if (layout) {
      if (long) reject(bytes, start, end, line, 'longer than 65,536 bytes');
      else record(bytes, start, end, line, tokens);
    } else if (hopeless) {
      data(bytes, start, end, line, long);
    } else {
      waiting.push({ bytes: bytes.slice(start, end), line, long });
      if (waiting.length === lookAhead) decide(null);
    }
  };

  const finish = () => {
    if (waiting.length > 0) decide(null);
    return { format: vpcText.id, layout: (firstLayout ?? []).map((field) => field.name), layoutFrom, ...counts };
  };

  return { take, finish };
}

/** Splits at runs of spaces and tabs; returns the number of tokens, of which the first 256 are kept. */
function tokenize(bytes: Uint8Array, start: number, end: number, starts: Int32Array, ends: Int32Array): number {
  let count = 0;
  let at = start;
  for (;;) {
    while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
    if (at >= end) return count;
    const from = at;
    while (at < end && bytes[at] !== 32 && bytes[at] !== 9) at++;
    if (count < tokensMax) {
      starts[count] = from;
      ends[count] = at;
    }
    count++;
  }
}

/** The layout when every token is a field name. Data never begins with a lower-case letter and ends without a digit in each token, so the look is rare. */
function headerOf(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, tokens: number): Layout | null {
  const first = bytes[starts[0] ?? 0] ?? 0;
  if (tokens > tokensMax || !((first >= 97 && first <= 122) || (first >= 65 && first <= 90) || first === 36))
    return null;
  const decoder = new TextDecoder();
  const names: string[] = [];
  for (let index = 0; index < tokens; index++) names.push(decoder.decode(bytes.subarray(starts[index], ends[index])));
  return headerLayout(names);
}

function ambiguous(source: string, texts: string[], candidates: LayoutQuestion['candidates']): AppError {
  const question: LayoutQuestion = { source, sample: texts.slice(0, 5).map((text) => text.slice(0, 400)), candidates };
  const list = candidates.map(({ layout, why }) => `  ${layout.join(' ')}\n    (${why})`).join('\n');
  return new AppError('layout-ambiguous', {
    detail: `${source} has no header, and its columns are in no documented order.`,
    hint: `Name the columns with --layout, or paste the header line above the records. What the values allow:\n${list}`,
    details: question,
  });
}
