import type { z } from 'zod';
import type { Parameter } from '#lib/engine/engine.ts';
import type { Facts, Totals, Window } from '#lib/model/facts.ts';

/** What a fact may bind beside its own numbers. */
export interface FactContext {
  /** Smallest start and largest end of the flows; null when the log carries no times. */
  window: Window | null;
}

/** What each fact folder answers; `blindSpots` follows from the input and needs no query. */
export type FactAnswers = Omit<Facts, 'blindSpots'> & { overview: { totals: Totals; window: Window | null } };

/** One fact table: its query stands beside it in `query.sql`, its numbers are bound as parameters. */
export interface Fact<Id extends keyof FactAnswers = keyof FactAnswers, Row = unknown> {
  id: Id;
  /** What one row says. */
  title: string;
  row: z.ZodType<Row>;
  parameters(context: FactContext): Record<string, Parameter>;
  shape(rows: Row[], context: FactContext): FactAnswers[Id];
}

/** Types a fact by its own row and answer. */
export const defineFact = <Id extends keyof FactAnswers, Row>(fact: Fact<Id, Row>): Fact<Id, Row> => fact;

/** Rows of the «top» tables: five, as an analyst asks for them. */
export const topRows = 5;
