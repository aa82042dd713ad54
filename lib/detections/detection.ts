import type { z } from 'zod';
import type { EvidenceFilter, Mapping } from '#lib/model/detection.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';

/**
 * A number or a list of ports that a query binds as `$name`, with where it comes from. Where small and large logs
 * need different values, `small` holds up to 100 flows and `large` above. A name that ends in `windowSeconds` is the
 * width of a window: it is bound as the aggregation interval of the log where that is wider.
 */
export type Threshold = { unit: string; source: string } & (
  | { value: number | readonly number[] }
  | { small: number; large: number }
);

/** What a detection is told about the log beside its own row. */
export interface JudgeContext {
  /** S up to 100 flows, M up to 10,000, L above. */
  regime: 'S' | 'M' | 'L';
  aggregationSeconds: number;
  /** The thresholds as bound: numbers by name. */
  thresholds: Record<string, number>;
  /** The lists as bound: ports by name. */
  lists: Record<string, readonly number[]>;
}

/** A candidate before it has an id and its evidence lines. */
export interface Draft {
  title: string;
  severity: Severity;
  confidence: Confidence;
  /** At most 50 of each; the measures say how many there are in all. */
  actors: string[];
  targets: string[];
  /** At most 1,000. */
  ports: number[];
  /** IANA number, or null when mixed. */
  protocol: number | null;
  firstSeen: number | null;
  lastSeen: number | null;
  flows: number;
  bytes: number;
  why: string;
  measures: Record<string, number>;
  steps: string[];
  evidence: EvidenceFilter;
  /** In the order of how well they fit; no confidence above the cap of the technique is kept. */
  attack: Mapping[];
}

/**
 * One check: its query stands beside it in `query.sql`, its story in `README.md`. A query may bind, beside the
 * thresholds, `$aggregationSeconds`, `$largeLog` (true in regime L), and how much it may list: `$rowsListed` rows,
 * `$hostsListed` addresses and `$portsListed` ports a row. Its rows come worst first, and each says in `found` how many
 * there were before they were cut off.
 */
export interface Detection<Row = unknown> {
  /** Noun of what went wrong, kebab-case; also the folder's name. */
  id: string;
  /** Entry of the catalogue, such as `D01`. */
  catalogue: string;
  title: string;
  /** One sentence: what it looks for. */
  looksFor: string;
  /** Fields without which it cannot look. */
  needs: readonly string[];
  /** Data records below which it says `insufficient`. */
  flowsMin: number;
  thresholds: Record<string, Threshold>;
  /** Detections that read the same records in another way, so that firing together is one fact and raises nothing. */
  sameFactAs: readonly string[];
  /** One row of the query is one candidate. */
  row: z.ZodType<Row>;
  judge(row: Row, context: JudgeContext): Draft;
  /** Harmless explanations that look the same. */
  benign: readonly string[];
  /** Other logs that would confirm or refute it. */
  confirm: readonly string[];
}

/** Types a detection by its own row, then forgets the row so that all detections stand in one list. */
export const defineDetection = <Row>(detection: Detection<Row>): Detection<Row> => detection;
