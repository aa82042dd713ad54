import type { z } from 'zod';
import type { EvidenceFilter, EvidenceLine } from '#lib/model/detection.ts';
import type { InputReport } from '#lib/model/input.ts';
import type { Source } from '#lib/sources/source.ts';

export type Parameter = number | string | boolean | null | readonly number[] | readonly string[];

/** SQL that DuckDB and Trino share, with `$name` parameters. */
export interface Statement {
  sql: string;
  parameters?: Record<string, Parameter>;
}

export interface LoadOptions {
  /** AWS field names in column order, or `auto`. */
  layout: readonly string[] | 'auto';
  /** CIDRs that count as internal besides the private ranges. */
  internal: readonly string[];
  signal?: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  files: number;
  filesDone: number;
  lines: number;
  /** Stored bytes read so far and in all; `bytesTotal` is null when a source does not know its size. */
  bytesDone: number;
  bytesTotal: number | null;
}

/**
 * The records of one case, loaded. Tables: `record` (one row a line that parsed), `address` (one row a distinct
 * address), `flow` (record + effective addresses, direction, service side) and `conversation` (both directions joined).
 */
export interface Session {
  readonly input: InputReport;
  /** Flows: data records with a 5-tuple. The regime S, M or L follows from it. */
  readonly flows: number;
  /** Longest regular `end - start` of the records in seconds, as 60 or 600: windows are never narrower. */
  readonly aggregationSeconds: number;
  /** Fields that at least one record carries a value for. */
  readonly fields: ReadonlySet<string>;
  /** Rows in the order of the statement, each checked against `row`; addresses are text. */
  query<Row>(statement: Statement, row: z.ZodType<Row>): Promise<Row[]>;
  /** For each filter how many records it holds, and the first, the last and the largest of them, at most 10, in the order of the input. */
  evidence(filters: readonly EvidenceFilter[]): Promise<Evidence[]>;
  /** Every record of a filter in the order of the input, paged. */
  lines(filter: EvidenceFilter, page: { offset: number; limit: number }): Promise<Evidence>;
  /** Ends the session once every question that was asked is answered; ask none afterwards. */
  close(): Promise<void>;
}

/** Records of a filter: how many there are in all, and some of them as they were read. */
export interface Evidence {
  total: number;
  lines: EvidenceLine[];
}

export interface Engine {
  id: string;
  version(): Promise<string>;
  load(sources: readonly Source[], options: LoadOptions): Promise<Session>;
}
