import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type {
  ComputedProvider,
  FailedOutcome,
  ModelProvider,
  ModelRequest,
  Provider,
  Reply,
  Usage,
} from '#lib/providers/provider.ts';
import type { ComposedPrompt, PromptView } from './prompt.ts';
import type { StepDefinition } from './step.ts';

/** How a prompt is written for whoever reads it, and how what comes back is read: a mask, or the open view. */
export interface StepView extends PromptView {
  restore(text: string): string;
}

/** One call with the retries of the provider layer; `completeWithRetry` is one. */
export type Complete = (
  provider: ModelProvider,
  request: ModelRequest,
  options: {
    onText(delta: string): void;
    onRetry(retry: { outcome: FailedOutcome; message: string; waitMs: number }): void;
  },
) => Promise<Reply & { attempts: number }>;

export type StepDelta = Extract<RunEvent, { type: 'step-delta' }>;

export interface WriteStepOptions {
  definition: StepDefinition;
  investigation: Investigation;
  provider: Provider;
  /** Writes the step where the provider cannot. */
  offline: ComputedProvider;
  view: StepView;
  complete: Complete;
  emit(delta: StepDelta): void;
  signal: AbortSignal;
}

/** A step while it is being written: what was asked for, with its prompt and a voice. */
export interface Writing extends WriteStepOptions {
  composed: ComposedPrompt;
  tell: Tell;
}

/** Tells of a phase; what most phases do not have is filled in. */
export type Tell = (delta: Pick<StepDelta, 'phase'> & Partial<StepDelta>) => void;

/** Calls made and tokens used, each retry and repair counted. */
export interface Spent {
  attempts: number;
  usage: Usage;
}
