import { z } from 'zod';
import { Candidate, Check } from './detection.ts';
import { Facts, Totals, Window } from './facts.ts';
import { InputReport } from './input.ts';
import { Steps } from './steps.ts';

/** Raised by every change of the document that is not an added key. */
export const schemaVersion = 1;

/** The only thing that leaves the pipeline. Everything under `run` may differ between two runs on the same input; nothing else may. */
export const Investigation = z.object({
  schemaVersion: z.literal(schemaVersion),
  run: z.object({
    tool: z.string(),
    createdAt: z.iso.datetime(),
    durationMs: z.number().int().nonnegative(),
    attackVersion: z.string(),
  }),
  input: InputReport,
  /** Smallest start and largest end of the flows; null when the log carries no times. */
  window: Window.nullable(),
  totals: Totals,
  facts: Facts,
  checks: z.array(Check),
  candidates: z.array(Candidate),
  steps: Steps,
});
export type Investigation = z.infer<typeof Investigation>;
