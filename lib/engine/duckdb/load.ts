import type { DuckDBConnection } from '@duckdb/node-api';
import { addressDictionary, termDictionary } from '#lib/formats/dictionary.ts';
import { fields } from '#lib/formats/fields.ts';
import { type Layout, layoutKey, parseLayout } from '#lib/formats/layout.ts';
import { type Dictionaries, type RecordBatch, recordBatch } from '#lib/formats/record-batch.ts';
import { vpcText } from '#lib/formats/vpc-text.ts';
import { AppError } from '#lib/model/app-error.ts';
import type { InputReport, SourceReport } from '#lib/model/input.ts';
import { plural } from '#lib/names/format.ts';
import { type Source, SourceDamage } from '#lib/sources/source.ts';
import { addressClassifier } from '../classify-address.ts';
import type { LoadOptions } from '../engine.ts';
import { type RecordTables, recordTables } from './record-tables.ts';
import { statements } from './statements.ts';

const rejectedLinesMax = 100;

/** What was read, before the status rows are counted. */
export interface Loaded {
  input: InputReport;
  /** Fields that at least one record carries a value for. */
  fields: ReadonlySet<string>;
  interfaces: number;
  externalAddresses: number;
}

/** Reads every source into the view `record` and the tables `address` and `term`. Throws `no-records` when no line was one. */
export async function loadRecords(
  connection: DuckDBConnection,
  sources: readonly Source[],
  options: LoadOptions,
): Promise<Loaded> {
  const classify = addressClassifier(options.internal);
  const layout = options.layout === 'auto' ? 'auto' : parseLayout(options.layout);
  await connection.run(statements.prelude);
  const dictionaries = { addresses: addressDictionary(), terms: termDictionary() };
  const tables = recordTables(connection);
  const batches = batchPool();
  const rejectedLines: InputReport['rejectedLines'] = [];
  const reports: SourceReport[] = [];
  const sizes = sources.map((source) => source.size);
  const bytesTotal = sizes.some((size) => size === null)
    ? null
    : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const progress = { files: sources.length, filesDone: 0, lines: 0, bytesDone: 0, bytesTotal };

  for (const [sourceId, source] of sources.entries()) {
    const bytesBefore = progress.bytesDone;
    const report = await readSource(source, {
      layout,
      dictionaries,
      tables,
      batches,
      sourceId,
      reject: (line) => rejectedLines.length < rejectedLinesMax && rejectedLines.push(line),
      onStored: (bytes) => {
        progress.bytesDone += bytes;
      },
      beforeChunk: () => {
        options.signal?.throwIfAborted();
        options.onProgress?.({ ...progress });
      },
    });
    reports.push({ ...report, bytes: progress.bytesDone - bytesBefore });
    progress.filesDone++;
    progress.lines += report.lines;
    options.onProgress?.({ ...progress });
  }

  const { fields: valued, interfaces } = await tables.finish();
  const externalAddresses = await appendDictionaries(connection, dictionaries, classify);
  const input = inputReport(reports, rejectedLines, valued, options.internal);
  if (input.records === 0) throw nothingRead(input);
  return { input, fields: valued, interfaces, externalAddresses };
}

interface SourceReading {
  layout: Layout | 'auto';
  dictionaries: Dictionaries;
  tables: RecordTables;
  batches: BatchPool;
  sourceId: number;
  reject: (line: InputReport['rejectedLines'][number]) => void;
  onStored: (bytes: number) => void;
  beforeChunk: () => void;
}

/** Batches that wait to be filled, by layout: their memory serves all sources in turn. */
interface BatchPool {
  take(layout: Layout): RecordBatch;
  giveBack(batch: RecordBatch): void;
}

function batchPool(): BatchPool {
  const free = new Map<string, RecordBatch[]>();
  return {
    take: (layout) => free.get(layoutKey(layout))?.pop() ?? recordBatch(layout),
    giveBack: (batch) => {
      const key = layoutKey(batch.layout);
      batch.rows = 0;
      free.set(key, [...(free.get(key) ?? []), batch]);
    },
  };
}

/** Reads one source: parsing is synchronous, so full batches wait until the next chunk of bytes is asked for. */
async function readSource(source: Source, reading: SourceReading): Promise<Omit<SourceReport, 'bytes'>> {
  const filling = new Map<string, RecordBatch>();
  const waiting: RecordBatch[] = [];
  let damage: string | null = null;

  const drain = async () => {
    for (const batch of waiting.splice(0)) {
      await reading.tables.append(batch, reading.sourceId);
      reading.batches.giveBack(batch);
    }
  };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source.open(reading.onStored)) {
        reading.beforeChunk();
        yield chunk;
        await drain();
      }
    } catch (error) {
      if (!(error instanceof SourceDamage)) throw error;
      damage = error.message;
    }
  }

  const counts = await vpcText.read(chunks(), {
    source: source.name,
    layout: reading.layout,
    dictionaries: reading.dictionaries,
    batch: (layout) => {
      const key = layoutKey(layout);
      const batch = filling.get(key) ?? reading.batches.take(layout);
      filling.set(key, batch);
      return batch;
    },
    full: (batch) => {
      waiting.push(batch);
      const next = reading.batches.take(batch.layout);
      filling.set(layoutKey(batch.layout), next);
      return next;
    },
    reject: reading.reject,
  });
  waiting.push(...filling.values());
  await drain();
  return { name: source.name, ...counts, damage };
}

function inputReport(
  reports: SourceReport[],
  rejectedLines: InputReport['rejectedLines'],
  valued: ReadonlySet<string>,
  internal: readonly string[],
): InputReport {
  const sum = (key: 'lines' | 'headers' | 'blank' | 'records' | 'rejected') =>
    reports.reduce((total, report) => total + report[key], 0);
  return {
    sources: reports,
    lines: sum('lines'),
    headers: sum('headers'),
    blank: sum('blank'),
    records: sum('records'),
    noData: 0,
    skipData: 0,
    rejected: sum('rejected'),
    rejectedLines,
    missingFields: fields.filter((field) => !valued.has(field.name)).map((field) => field.name),
    internal: [...internal],
  };
}

/** Returns how many addresses look external. */
async function appendDictionaries(
  connection: DuckDBConnection,
  { addresses, terms }: Dictionaries,
  classify: ReturnType<typeof addressClassifier>,
): Promise<number> {
  let external = 0;
  // Appended as text: the appender makes the type of an enumerated word anew for each value.
  const address = await connection.createAppender('address_read');
  addresses.texts.forEach((text, id) => {
    const found = classify(text);
    if (found.scope === 'external') external++;
    address.appendInteger(id);
    address.appendVarchar(text);
    address.appendInteger(found.family);
    address.appendVarchar(found.scope);
    if (found.label === null) address.appendNull();
    else address.appendVarchar(found.label);
    address.endRow();
  });
  address.closeSync();
  await connection.run(
    'create table address as select id, text, family, cast(scope as scope_word) as scope, label from address_read',
  );
  await connection.run('drop table address_read');
  const term = await connection.createAppender('term');
  terms.texts.forEach((text, id) => {
    term.appendInteger(id);
    term.appendVarchar(text);
    term.endRow();
  });
  term.closeSync();
  return external;
}

function nothingRead(input: InputReport): AppError {
  const first = input.rejectedLines[0];
  const damaged = input.sources.find((source) => source.damage);
  const seen = first ? ` The first line that is not: ${first.source}, line ${first.line}: ${first.reason}.` : '';
  const broken = damaged ? ` ${damaged.name}: ${damaged.damage}.` : '';
  return new AppError('no-records', {
    detail: `${plural(input.lines, 'line')} looked at.${seen}${broken}`,
    hint: 'A record looks like: 2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 ACCEPT OK. For another column order put the header line above the records, or name the columns.',
  });
}
