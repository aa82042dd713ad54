import { plural } from '#lib/names/format.ts';
import type { Dictionary } from './dictionary.ts';
import { type Field, words } from './fields.ts';
import type { Layout } from './layout.ts';

/** Rows a batch holds: DuckDB's vector size. */
export const batchRows = 2048;

/** One column of a batch: numbers, dictionary ids or codes of enumerated words. */
export interface Column {
  field: Field;
  /** `small`, `address` and `term` fields: one number a row. */
  ints: Int32Array<ArrayBuffer>;
  /** `wide` and `epoch` fields: two halves a row, low first, which read as 64-bit integers. */
  halves: Int32Array<ArrayBuffer>;
  /** Enumerated fields: the index of the word. */
  codes: Uint8Array<ArrayBuffer>;
  /** 1 where the log says `-`. */
  nulls: Uint8Array<ArrayBuffer>;
}

/** Up to 2,048 checked records of one layout, column by column. */
export interface RecordBatch {
  layout: Layout;
  columns: readonly Column[];
  lines: Int32Array<ArrayBuffer>;
  rows: number;
}

export interface Dictionaries {
  addresses: Dictionary;
  terms: Dictionary;
}

export function recordBatch(layout: Layout): RecordBatch {
  const none = new Int32Array(0);
  return {
    layout,
    lines: new Int32Array(batchRows),
    rows: 0,
    columns: layout.map((field) => ({
      field,
      ints: stored(field) === 'int' ? new Int32Array(batchRows) : none,
      halves: stored(field) === 'long' ? new Int32Array(batchRows * 2) : none,
      codes: stored(field) === 'code' ? new Uint8Array(batchRows) : new Uint8Array(0),
      nulls: new Uint8Array(batchRows),
    })),
  };
}

/** How the values of a field lie in memory: 32-bit, 64-bit, or the index of a word. */
export function stored(field: Field): 'int' | 'long' | 'code' {
  if (field.kind === 'wide' || field.kind === 'epoch') return 'long';
  return field.kind === 'small' || field.kind === 'address' || field.kind === 'term' ? 'int' : 'code';
}

/**
 * Checks the tokens of one line against the layout of the batch and keeps them as its next row. Returns null, or the
 * reason why the line is not a record; then the batch is as it was.
 */
export function writeRecord(
  batch: RecordBatch,
  dictionaries: Dictionaries,
  bytes: Uint8Array,
  starts: Int32Array,
  ends: Int32Array,
  tokens: number,
  line: number,
): string | null {
  const { columns, rows } = batch;
  if (tokens !== columns.length) return `${plural(tokens, 'field')}, expected ${columns.length}`;
  for (let index = 0; index < tokens; index++) {
    const column = columns[index];
    if (!column) continue;
    const start = starts[index] ?? 0;
    const end = ends[index] ?? 0;
    if (bytes[start] === 45 && end === start + 1) {
      column.nulls[rows] = 1;
      continue;
    }
    column.nulls[rows] = 0;
    const field = column.field;
    switch (field.kind) {
      case 'small': {
        const value = unsigned(bytes, start, end);
        if (value < 0 || value > field.max) return `${field.name}: not a number from 0 to ${field.max}`;
        column.ints[rows] = value;
        break;
      }
      case 'wide': {
        const value = unsigned(bytes, start, end);
        if (value < 0) return `${field.name}: not a whole number that can be counted`;
        column.halves[rows * 2] = (value % 0x100000000) | 0;
        column.halves[rows * 2 + 1] = (value / 0x100000000) | 0;
        break;
      }
      case 'epoch': {
        let value = unsigned(bytes, start, end);
        // Milliseconds occur although the documentation says seconds; no second of this millennium has 12 digits.
        if (value >= 100_000_000_000) value = Math.floor(value / 1000);
        if (value < 0 || value > 100_000_000_000) return `${field.name}: not a time in epoch seconds`;
        column.halves[rows * 2] = (value % 0x100000000) | 0;
        column.halves[rows * 2 + 1] = (value / 0x100000000) | 0;
        break;
      }
      case 'address': {
        const id = dictionaries.addresses.id(bytes, start, end);
        if (id < 0) return `${field.name}: not an IP address`;
        column.ints[rows] = id;
        break;
      }
      case 'term': {
        if (end - start > 2048) return `${field.name}: longer than 2,048 bytes`;
        column.ints[rows] = dictionaries.terms.id(bytes, start, end);
        break;
      }
      default: {
        const code = wordCode(words[field.kind], bytes, start, end);
        if (code < 0) return `${field.name}: not ${words[field.kind].join(' or ')}`;
        column.codes[rows] = code;
      }
    }
  }
  batch.lines[rows] = line;
  batch.rows = rows + 1;
  return null;
}

/** The decimal number of the bytes, or -1 when they are not digits or more than 2^53 − 1. */
function unsigned(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 16 || end === start) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : -1;
}

/** Index of the word that the bytes spell in any case, or -1. */
function wordCode(list: readonly string[], bytes: Uint8Array, start: number, end: number): number {
  for (let index = 0; index < list.length; index++) {
    const word = list[index] ?? '';
    if (word.length !== end - start) continue;
    let at = 0;
    while (at < word.length && ((bytes[start + at] ?? 0) | 32) === (word.charCodeAt(at) | 32)) at++;
    if (at === word.length) return index;
  }
  return -1;
}
