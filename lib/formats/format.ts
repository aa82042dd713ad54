import type { RejectedLine, SourceReport } from '#lib/model/input.ts';
import type { Layout } from './layout.ts';
import type { Dictionaries, RecordBatch } from './record-batch.ts';

/** What a format is given to read one source with. */
export interface Reading {
  /** Name of the source, for messages. */
  source: string;
  layout: Layout | 'auto';
  dictionaries: Dictionaries;
  /** The batch that records of this layout go into; the same one until it is full. */
  batch(layout: Layout): RecordBatch;
  /** Called when a batch holds its last row; returns the one to go on with. */
  full(batch: RecordBatch): RecordBatch;
  /** Called for each line that is not a record. */
  reject(line: RejectedLine): void;
}

/** What was read of one source: lines = headers + blank + records + rejected. */
export type SourceCounts = Pick<
  SourceReport,
  'format' | 'layout' | 'layoutFrom' | 'lines' | 'headers' | 'blank' | 'records' | 'rejected'
>;

/** One way in which flow logs are written down. */
export interface Format {
  id: string;
  title: string;
  /** Throws `layout-ambiguous` with `details` of `LayoutQuestion` when the columns cannot be told. */
  read(bytes: AsyncIterable<Uint8Array>, reading: Reading): Promise<SourceCounts>;
}

/** The question that a log without a header may raise. */
export interface LayoutQuestion {
  source: string;
  /** Some lines as they stand. */
  sample: string[];
  candidates: LayoutCandidate[];
}

export interface LayoutCandidate {
  /** AWS field names in column order. */
  layout: string[];
  why: string;
  /** Share of the looked-at lines whose values fit, 0 to 1. */
  fits: number;
}
