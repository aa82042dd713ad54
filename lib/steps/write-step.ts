import type { Investigation } from '#lib/model/investigation.ts';
import { type Step, Steps } from '#lib/model/steps.ts';
import type { ComputedProvider, ModelProvider } from '#lib/providers/provider.ts';
import { type Asked, askModel } from './ask-model.ts';
import { promptFor } from './prompt.ts';
import type { Tell, WriteStepOptions, Writing } from './writing.ts';
import { beforeStep } from './written.ts';

/** The document with the step in it, or, stopped, as it was. */
export type WrittenStep = { stopped: boolean; investigation: Investigation };

/**
 * Writes one step: asks the provider, puts the values back, verifies, and has what failed mended once. What still fails
 * is dropped and listed. Where nothing of substance comes of it, the offline author writes the step and the fallback
 * says why. Later steps are removed, because they were made from another answer. Throws `step-order` only.
 */
export async function writeStep(options: WriteStepOptions): Promise<WrittenStep> {
  const { definition, investigation, provider, view, signal } = options;
  const tell = teller(options);
  if (signal.aborted) return { stopped: true, investigation };
  tell({ phase: 'preparing' });
  const earlier = beforeStep(investigation, definition.id);
  const composed = promptFor(definition, earlier, view);
  const about = { ...options, investigation: earlier, composed, tell };
  if (provider.kind === 'computed') {
    return { stopped: false, investigation: withStep(about, computedStep(provider, about)) };
  }
  const asked = await askModel(provider, about);
  if (asked.kind === 'stopped') return { stopped: true, investigation };
  return {
    stopped: false,
    investigation: withStep(
      about,
      asked.kind === 'answered' ? modelStep(provider, asked, about) : fallenBack(asked, about),
    ),
  };
}

type Unplaced = Omit<Step, 'answer'> & { answer: unknown };

/** The document with the step in its place: parsed by the domain schema, which decides. */
function withStep({ definition, investigation }: Writing, step: Unplaced): Investigation {
  return { ...investigation, steps: Steps.parse({ ...investigation.steps, [definition.id]: step }) };
}

/** What the offline author says of a step. That it does not fit its own form would be a bug, and is thrown as one. */
function computedStep(author: ComputedProvider, { definition, investigation, composed, tell }: Writing): Unplaced {
  tell({ phase: 'writing' });
  const wire = definition.wire.parse(author.write(definition.id, investigation));
  tell({ phase: 'checking' });
  const { answer, rejected } = definition.verify(wire, investigation);
  return {
    author: 'computed',
    provider: author.id,
    model: null,
    prompt: composed.info,
    attempts: 0,
    fallback: null,
    rejectedClaims: rejected,
    usage: { inputTokens: 0, outputTokens: 0 },
    answer,
  };
}

/** The model's answer as the step. */
function modelStep(
  provider: ModelProvider,
  { verified, model, attempts, usage }: Extract<Asked, { kind: 'answered' }>,
  { composed }: Writing,
): Unplaced {
  return {
    author: 'model',
    provider: provider.id,
    model,
    prompt: composed.info,
    attempts,
    fallback: null,
    rejectedClaims: verified.rejected,
    usage,
    answer: verified.answer,
  };
}

/** The offline author's step, with what the model was asked, cost and said wrong. */
function fallenBack(
  { fallback, rejected, attempts, usage }: Extract<Asked, { kind: 'failed' }>,
  writing: Writing,
): Unplaced {
  const step = computedStep(writing.offline, writing);
  return { ...step, attempts, usage, fallback, rejectedClaims: [...rejected, ...step.rejectedClaims] };
}

/** Fills in what most phases do not have. */
const teller =
  ({ definition, emit }: WriteStepOptions): Tell =>
  (delta) =>
    emit({ type: 'step-delta', step: definition.id, characters: 0, waitMs: 0, outcome: null, message: '', ...delta });
