import type { FailedOutcome } from './provider.ts';

/**
 * What went wrong below the protocol, before or while bytes came. It is thrown through the SDKs, which wrap it as they
 * like; `findWireFailure` finds it again. They also read the message of an error to tell timeouts by their words, so
 * the words for people stand in `explanation` and the message is always the same.
 */
export class WireFailure extends Error {
  override name = 'WireFailure';
  readonly outcome: FailedOutcome;
  /** For people: what stands behind the colon in `OpenAI: nothing came for 60 s.`; a whole sentence from the guard. */
  readonly explanation: string;

  constructor(outcome: FailedOutcome, explanation: string) {
    super('The call failed below its protocol.');
    this.outcome = outcome;
    this.explanation = explanation;
  }
}

/** The WireFailure among an error and its causes, or null. */
export function findWireFailure(error: unknown): WireFailure | null {
  return causes(error).find((cause) => cause instanceof WireFailure) ?? null;
}

/** An error, its cause, the cause of that, and so on; at most 10, as causes may point at each other. */
export function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && chain.length < 10; at = causeOf(at)) chain.push(at);
  return chain;
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;
}
