import { z } from 'zod';
import { Investigation } from './investigation.ts';
import { ProviderOutcome, StepId } from './steps.ts';

/** Where a running step stands. `retrying` carries the reason and the wait. */
export const StepPhase = z.enum(['preparing', 'waiting', 'writing', 'checking', 'repairing', 'retrying']);
export type StepPhase = z.infer<typeof StepPhase>;

/** What a run tells while it goes on; one JSON object a line on the wire. */
export const RunEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step-start'), step: StepId, provider: z.string(), model: z.string().nullable() }),
  z.object({
    type: z.literal('step-delta'),
    step: StepId,
    phase: StepPhase,
    /** Unchecked characters the provider has written so far: a measure of progress, never shown as text. */
    characters: z.number().int().nonnegative(),
    /** Milliseconds until the next try, when `retrying`. */
    waitMs: z.number().int().nonnegative(),
    outcome: ProviderOutcome.nullable(),
    message: z.string(),
  }),
  /** The whole document so far, with this step in it. */
  z.object({ type: z.literal('step-end'), step: StepId, investigation: Investigation }),
  z.object({ type: z.literal('done'), investigation: Investigation }),
  z.object({
    type: z.literal('stopped'),
    reason: z.string(),
    code: z.string(),
    hint: z.string(),
    investigation: Investigation,
  }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
