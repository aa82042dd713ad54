import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, type DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { type Field, fields } from '#lib/formats/fields.ts';
import { type Layout, layoutKey } from '#lib/formats/layout.ts';
import { type Column, type RecordBatch, stored } from '#lib/formats/record-batch.ts';

/** One table a layout, so that columns a log does not have cost nothing. */
interface LayoutTable {
  name: string;
  layout: Layout;
  appender: DuckDBAppender;
  types: DuckDBType[];
  valued: Set<string>;
}

export interface RecordTables {
  /** Appends the rows of a batch; the batch may be used again afterwards. */
  append(batch: RecordBatch, sourceId: number): Promise<void>;
  /**
   * Ends the appending and makes the view `record` over all layouts. Returns the fields that carry a value somewhere,
   * and how many interfaces there are.
   */
  finish(): Promise<{ fields: ReadonlySet<string>; interfaces: number }>;
}

/** The tables `record_1`, `record_2`, … that batches of typed columns are appended to. */
export function recordTables(connection: DuckDBConnection): RecordTables {
  const tables = new Map<string, LayoutTable>();
  const interfaces = new Set<number>();

  const tableOf = async (layout: Layout): Promise<LayoutTable> => {
    const key = layoutKey(layout);
    const known = tables.get(key);
    if (known) return known;
    const name = `record_${tables.size + 1}`;
    const columns = layout.map((field) => `${field.column} ${sqlType(field)}`);
    await connection.run(`create table ${name} (source_id integer, line integer, ${columns.join(', ')})`);
    const appender = await connection.createAppender(name);
    const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
    const table = { name, layout, appender, types, valued: new Set<string>() };
    tables.set(key, table);
    return table;
  };

  return {
    async append(batch, sourceId) {
      if (batch.rows === 0) return;
      const table = await tableOf(batch.layout);
      const chunk = DuckDBDataChunk.create(table.types, batch.rows);
      const vector = (index: number) => duckdb.data_chunk_get_vector(chunk.chunk, index);
      copy(vector(0), new Int32Array(batch.rows).fill(sourceId));
      copy(vector(1), batch.lines.subarray(0, batch.rows));
      for (const [index, column] of batch.columns.entries()) {
        const nulls = fill(vector(index + 2), column, batch.rows);
        if (nulls < batch.rows) table.valued.add(column.field.name);
        if (column.field.name === 'interface-id') {
          for (let row = 0; row < batch.rows; row++) if (column.nulls[row] === 0) interfaces.add(column.ints[row] ?? 0);
        }
      }
      table.appender.appendDataChunk(chunk);
    },
    async finish() {
      for (const { appender } of tables.values()) appender.closeSync();
      if (tables.size === 0) await tableOf([]);
      const selects = [...tables.values()].map(({ name, layout }) => selectAll(name, layout));
      await connection.run(`create view record as ${selects.join(' union all ')}`);
      const valued = [...tables.values()].flatMap((table) => [...table.valued]);
      return { fields: new Set(valued), interfaces: interfaces.size };
    },
  };
}

const copy = (
  vector: duckdb.Vector,
  { buffer, byteOffset, byteLength }: Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
) => duckdb.copy_data_to_vector(vector, 0, buffer, byteOffset, byteLength);

/** Copies one column into a vector as it lies in memory; returns how many of its rows are null. */
function fill(vector: duckdb.Vector, column: Column, rows: number): number {
  const kind = stored(column.field);
  if (kind === 'int') copy(vector, column.ints.subarray(0, rows));
  else if (kind === 'long') copy(vector, column.halves.subarray(0, rows * 2));
  else copy(vector, column.codes.subarray(0, rows));
  let nulls = 0;
  for (let row = 0; row < rows; row++) nulls += column.nulls[row] ?? 0;
  if (nulls === 0) return 0;
  // One bit a row, set where the row holds a value, in words of 64 bits.
  const valid = new Uint8Array(Math.ceil(rows / 64) * 8);
  for (let row = 0; row < rows; row++)
    if (column.nulls[row] === 0) valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, valid.byteOffset, valid.byteLength);
  return nulls;
}

function sqlType(field: Field): string {
  if (field.kind === 'action') return 'action_word';
  if (field.kind === 'log-status') return 'status_word';
  if (field.kind === 'flow-direction') return 'side_word';
  return stored(field) === 'long' ? 'bigint' : 'integer';
}

/** Every field as a column, typed nulls for those the layout lacks; `complete` when each part of the 5-tuple it has is there. */
function selectAll(name: string, layout: Layout): string {
  const columns = fields.map((field) =>
    layout.includes(field) ? field.column : `cast(null as ${sqlType(field)}) as ${field.column}`,
  );
  const tuple = layout.filter((field) => ['srcport', 'dstport', 'protocol'].includes(field.name));
  const complete = tuple.map((field) => `${field.column} is not null`).join(' and ') || 'true';
  return `select source_id, line, ${columns.join(', ')}, (${complete}) as complete from ${name}`;
}
