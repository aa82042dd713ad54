import type { z } from 'zod';
import type { Investigation } from '#lib/model/investigation.ts';
import type { ProviderOutcome, StepId } from '#lib/model/steps.ts';

export interface Usage {
  /** Every token of the request, cached ones included. */
  inputTokens: number;
  outputTokens: number;
}

/** What is asked of a model: everything in it has passed the mask, and the body it becomes passes the guard. */
export interface ModelRequest {
  step: StepId;
  /** The stable prefix. */
  system: string;
  /** The step's prompt with its facts; on a repair, followed by `previous` and `complaint`. */
  prompt: string;
  /** The model's own failing answer and the short list of what was wrong with it, or null on the first call. */
  repair: { previous: string; complaint: string } | null;
  /** In the portable subset of JSON schema: every key required, no records, tuples, dates or recursion. */
  schema: z.ZodType;
  /** Letters, digits and underscores. */
  schemaName: string;
  signal: AbortSignal;
}

export type FailedOutcome = Exclude<ProviderOutcome, 'ok'>;

export type Reply =
  | { outcome: 'ok'; text: string; value: unknown; usage: Usage; model: string }
  | {
      outcome: FailedOutcome;
      /** For people: what happened, without keys, headers or bodies. */
      message: string;
      /** The answer as far as it came. */
      partial: string;
      usage: Usage;
      /** What the provider asked us to wait, or null. */
      retryAfterMs: number | null;
    };

/** Writes a step from facts and outcomes alone, on this machine, always the same bytes. */
export interface ComputedProvider {
  kind: 'computed';
  id: string;
  model: null;
  /** The step's answer in the step's wire form: facts by reference, as a model would give it. */
  write(step: StepId, investigation: Investigation): unknown;
}

/** A language model behind a wire protocol. `complete` never throws for anything the wire can do: each is a Reply. */
export interface ModelProvider {
  kind: 'model';
  id: string;
  model: string;
  /** One call, no retry inside. `onText` hears each piece of the answer as it is written. */
  complete(request: ModelRequest, onText: (delta: string) => void): Promise<Reply>;
  /** Is the provider there, and does it take the key? */
  probe(signal: AbortSignal): Promise<{ outcome: ProviderOutcome; message: string; models: string[] }>;
}

export type Provider = ComputedProvider | ModelProvider;
