import { type CallError, outcomeOf } from './call-error.ts';
import type { FailedOutcome, ModelRequest, Reply, Usage } from './provider.ts';
import { readAnswer } from './read-answer.ts';
import type { Voice } from './voice.ts';
import type { WireFailure } from './wire-failure.ts';

/** What broke a call: an error that the provider spoke, or something below the protocol. */
export type Breakage = { state: 'error'; error: CallError } | { state: 'broken'; failure: WireFailure };

/** How a stream says that it is over. A stream that ends without one of these was cut. */
export type Ending =
  | { state: 'complete' }
  | { state: 'refusal'; category: string | null }
  | { state: 'truncated' }
  | { state: 'filtered' }
  | { state: 'context-full' }
  | Breakage;

/** What a stream has brought so far. It is filled while it is read, so that a broken call keeps its text and its usage. */
export interface Draft {
  text: string;
  usage: Usage;
  /** The model that answers, as the provider names it. */
  model: string | null;
  events: number;
  ending: Ending | null;
  /** Takes a piece of the answer. False when the answer is longer than any should be: read no further. */
  hear(delta: string): boolean;
}

export interface Call {
  request: ModelRequest;
  model: string;
  voice: Voice;
  onText: (delta: string) => void;
  /** Sends the request, with the signal of this call in it, and fills the draft; throws what the SDK throws. */
  read(draft: Draft, request: ModelRequest): Promise<void>;
  /** What a thrown error means, or null when it is none of the provider's: a bug of ours. */
  explain(error: unknown): Breakage | null;
}

/** A step's answer is some ten thousand characters. Whoever writes without end is stopped as if it had reached its limit. */
const answerCharactersMax = 1_000_000;

/** One call from request to Reply, the same for every protocol. The ending decides before anything is parsed. */
export async function runCall({ request, model, voice, onText, read, explain }: Call): Promise<Reply> {
  const draft = newDraft(onText);
  // The SDKs never take their listeners off a signal, and a run has one signal for many calls.
  const call = new AbortController();
  const onAbort = () => call.abort();
  request.signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (!request.signal.aborted) await read(draft, { ...request, signal: call.signal });
  } catch (error) {
    // An abort comes through the SDKs in several shapes; the signal knows.
    if (!request.signal.aborted) {
      const breakage = explain(error);
      if (breakage === null) throw error;
      // An ending that was read stands, whatever became of the connection after it.
      draft.ending ??= breakage;
    }
  } finally {
    request.signal.removeEventListener('abort', onAbort);
  }

  const failed = (outcome: FailedOutcome, message: string, retryAfterMs: number | null = null): Reply => ({
    outcome,
    message,
    partial: draft.text,
    usage: draft.usage,
    retryAfterMs,
  });

  if (request.signal.aborted) return failed('aborted', 'Stopped before the answer was complete.');
  const { ending } = draft;
  switch (ending?.state) {
    case undefined:
      return failed('cut', draft.events === 0 ? neverBegan : 'The connection ended before the answer was complete.');
    case 'error':
    case 'broken': {
      const { outcome, message } = describeBreakage(ending, voice, request);
      return failed(outcome, message, ending.state === 'error' ? ending.error.retryAfterMs : null);
    }
    case 'refusal':
      return failed('refusal', `The model declined to write this${categoryText(ending.category)}.`);
    case 'truncated':
      return failed('truncated', 'The answer reached its greatest length before it was complete.');
    case 'filtered':
      return failed('filtered', 'A content filter of the provider stopped the answer.');
    case 'context-full':
      return failed('context-too-long', `Request and answer together are longer than the model ${model} takes.`);
    case 'complete': {
      const answer = readAnswer(draft.text, request.schema);
      if (answer.outcome !== 'ok') return failed(answer.outcome, answer.message);
      return { ...answer, text: draft.text, usage: draft.usage, model: draft.model ?? model };
    }
  }
}

/** Outcome and words of a call that broke. `request` is what its words must not repeat. */
export function describeBreakage(
  breakage: Breakage,
  voice: Voice,
  request: ModelRequest | null,
): { outcome: FailedOutcome; message: string } {
  if (breakage.state === 'broken') {
    const { outcome, explanation } = breakage.failure;
    return { outcome, message: voice.found(outcome, explanation) };
  }
  const outcome = outcomeOf(breakage.error);
  return { outcome, message: voice.spoken(outcome, breakage.error, request) };
}

const neverBegan = 'The reply ended before it began: the server does not stream as this interface should.';

/** A category is one word of a fixed list; anything longer would be the model speaking. */
const categoryText = (name: string | null) =>
  name !== null && /^[a-z_]{1,40}$/.test(name) ? ` (category: ${name.replaceAll('_', ' ')})` : '';

function newDraft(onText: (delta: string) => void): Draft {
  const draft: Draft = {
    text: '',
    usage: { inputTokens: 0, outputTokens: 0 },
    model: null,
    events: 0,
    ending: null,
    hear(delta) {
      if (delta === '') return true;
      draft.text += delta;
      onText(delta);
      if (draft.text.length <= answerCharactersMax) return true;
      draft.ending = { state: 'truncated' };
      return false;
    },
  };
  return draft;
}
