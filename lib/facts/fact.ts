import type { z } from 'zod';
import type { Parameter } from '#lib/engine/engine.ts';
import type { Facts } from '#lib/model/facts.ts';

/** What a fact may bind besides its own numbers. */
export interface FactContext {
  /** Smallest start and largest end of the flows, or null. */
  window: { start: number; end: number } | null;
  aggregationSeconds: number;
}

type ComputedId = Exclude<keyof Facts, 'blindSpots'>;

/** One fact table: its query stands beside it in `query.sql`, its numbers are bound as parameters. */
export interface Fact<Id extends ComputedId = ComputedId, Row = unknown> {
  id: Id;
  /** What one row says, for the page and the documentation. */
  title: string;
  /** One row of the query. */
  row: z.ZodType<Row>;
  parameters(context: FactContext): Record<string, Parameter>;
  shape(rows: Row[], context: FactContext): Facts[Id];
}

/** Types a fact definition by its own row and result. */
export const defineFact = <Id extends ComputedId, Row>(fact: Fact<Id, Row>): Fact<Id, Row> => fact;
