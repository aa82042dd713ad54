import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type Fallback, type RejectedClaim, type Step, type StepId, Steps } from '#lib/model/steps.ts';
import type { ComputedProvider, FailedOutcome, ModelProvider, ModelRequest, Provider, Reply, Usage } from '#lib/providers/provider.ts';
import { fallbackFor } from './fallback-hints.ts';
import { type ComposedPrompt, type PromptView, promptFor } from './prompt.ts';
import { restoreStrings } from './restore-strings.ts';
import type { StepDefinition, Verification } from './step.ts';
import { beforeStep } from './written.ts';

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
  return { stopped: false, investigation: withStep(about, asked.kind === 'written' ? asked.step : fallenBack(asked, about)) };
}

interface Writing extends WriteStepOptions {
  composed: ComposedPrompt;
  tell: Tell;
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

interface Spent {
  attempts: number;
  usage: Usage;
}

type Asked =
  | { kind: 'stopped' }
  | { kind: 'written'; step: Unplaced }
  | ({ kind: 'failed'; fallback: Fallback; rejected: RejectedClaim[] } & Spent);

/** The model's answer after at most one repair. */
async function askModel(provider: ModelProvider, writing: Writing): Promise<Asked> {
  const { tell, view } = writing;
  const first = await call(provider, writing, null);
  if (first.stopped) return { kind: 'stopped' };
  let { reply, verified } = read(first.reply, writing);
  let spent: Spent = { attempts: reply.attempts, usage: reply.usage };

  const complaint = complaintAbout(reply, verified);
  if (complaint !== null) {
    tell({ phase: 'repairing', message: verified ? 'Some claims did not pass the checks.' : 'The answer could not be read.' });
    // The complaint quotes restored text, so it is masked like everything that leaves.
    const repair = { previous: reply.outcome === 'ok' ? reply.text : reply.partial, complaint: view.text(complaint) };
    const second = await call(provider, writing, repair);
    if (second.stopped) return { kind: 'stopped' };
    spent = sum(spent, second.reply);
    const mended = read(second.reply, writing);
    if (mended.verified && (verified === null || better(mended.verified, verified))) ({ reply, verified } = mended);
    else if (verified === null) reply = mended.reply;
  }
  if (verified?.substance && reply.outcome === 'ok') return { kind: 'written', step: modelStep(provider, reply, verified, { ...spent, writing }) };
  const fallback =
    reply.outcome === 'ok'
      ? fallbackFor('ungrounded', 'Nothing of substance in the answer passed the checks against the facts.')
      : fallbackFor(reply.outcome, reply.message);
  return { kind: 'failed', fallback, rejected: verified?.rejected ?? [], ...spent };
}

function modelStep(
  provider: ModelProvider,
  reply: Extract<Reply, { outcome: 'ok' }>,
  { answer, rejected }: Verification<StepId>,
  { attempts, usage, writing }: Spent & { writing: Writing },
): Unplaced {
  return {
    author: 'model',
    provider: provider.id,
    model: reply.model,
    prompt: writing.composed.info,
    attempts,
    fallback: null,
    rejectedClaims: rejected,
    usage,
    answer,
  };
}

/** The offline author's step, with what the model was asked, cost and said wrong. */
function fallenBack({ fallback, rejected, attempts, usage }: Extract<Asked, { kind: 'failed' }>, writing: Writing): Unplaced {
  const step = computedStep(writing.offline, writing);
  return { ...step, attempts, usage, fallback, rejectedClaims: [...rejected, ...step.rejectedClaims] };
}

type Called = { stopped: true } | { stopped: false; reply: Reply & { attempts: number } };

async function call(provider: ModelProvider, { definition, composed, complete, signal, tell }: Writing, repair: ModelRequest['repair']): Promise<Called> {
  let characters = 0;
  let told = 0;
  tell({ phase: 'waiting' });
  const request: ModelRequest = {
    step: definition.id,
    system: composed.system,
    prompt: composed.prompt,
    repair,
    schema: definition.wire,
    schemaName: `${definition.id}_answer`,
    signal,
  };
  try {
    const reply = await complete(provider, request, {
      onText: (delta) => {
        characters += delta.length;
        // A piece may be one letter; nobody can read that many steps of progress.
        if (told > 0 && characters - told < 40) return;
        told = characters;
        tell({ phase: 'writing', characters });
      },
      onRetry: ({ outcome, message, waitMs }) => {
        characters = 0;
        told = 0;
        tell({ phase: 'retrying', outcome, message, waitMs });
      },
    });
    if (signal.aborted || reply.outcome === 'aborted') return { stopped: true };
    tell({ phase: 'checking', characters });
    return { stopped: false, reply };
  } catch (error) {
    // Whatever a stopped call throws, it was stopped; any other throw is a bug.
    if (signal.aborted) return { stopped: true };
    throw error;
  }
}

interface Read {
  reply: Reply & { attempts: number };
  /** Null where there was no answer to verify. */
  verified: Verification<StepId> | null;
}

/** Puts the values back into the answer and verifies it. */
function read(reply: Reply & { attempts: number }, { definition, investigation, view }: Writing): Read {
  if (reply.outcome !== 'ok') return { reply, verified: null };
  const wire = definition.wire.safeParse(restoreStrings(reply.value, view.restore));
  if (wire.success) return { reply, verified: definition.verify(wire.data, investigation) };
  const { usage, attempts, text } = reply;
  const message = 'The answer does not fit its schema.';
  return { reply: { outcome: 'invalid-schema', message, partial: text, usage, attempts, retryAfterMs: null }, verified: null };
}

const complaintsMax = 20;

/** What the model is told about its answer, or null where a second try is not needed or would not help. */
function complaintAbout(reply: Reply, verified: Read['verified']): string | null {
  if (reply.outcome === 'invalid-json' || reply.outcome === 'invalid-schema') {
    return `${reply.message} Answer again with one JSON object of the given schema and nothing around it.`;
  }
  if (!verified) return null;
  if (verified.rejected.length === 0) {
    return verified.substance ? null : 'The answer says nothing that can be used. Answer again, with the rows, findings or sentences that the step asks for.';
  }
  const lines = verified.rejected.slice(0, complaintsMax).map(({ claim, why }) => `- «${claim}»: ${why}.`);
  const more = verified.rejected.length - lines.length;
  return [
    'These parts of your answer did not pass the checks against the facts:',
    ...lines,
    ...(more > 0 ? [`- and ${more} more of the same kinds.`] : []),
    'Answer again with the whole JSON object. Mend these parts from the facts or leave them out; keep the rest as it was.',
  ].join('\n');
}

/** The answer with substance before one without, then the one with fewer rejected claims, then the one that says more. */
function better(one: Verification<StepId>, other: Verification<StepId>): boolean {
  if (one.substance !== other.substance) return one.substance;
  if (one.rejected.length !== other.rejected.length) return one.rejected.length < other.rejected.length;
  return JSON.stringify(one.answer).length >= JSON.stringify(other.answer).length;
}

function sum({ attempts, usage }: Spent, next: Spent): Spent {
  return {
    attempts: attempts + next.attempts,
    usage: {
      inputTokens: usage.inputTokens + next.usage.inputTokens,
      outputTokens: usage.outputTokens + next.usage.outputTokens,
    },
  };
}

type Tell = (delta: Pick<StepDelta, 'phase'> & Partial<StepDelta>) => void;

/** Fills in what most phases do not have. */
const teller =
  ({ definition, emit }: WriteStepOptions): Tell =>
  (delta) =>
    emit({ type: 'step-delta', step: definition.id, characters: 0, waitMs: 0, outcome: null, message: '', ...delta });
