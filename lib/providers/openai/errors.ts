import { APIConnectionTimeoutError, APIError, OpenAIError } from 'openai';
import { retryAfterMs } from '../call-error.ts';
import type { Breakage } from '../run-call.ts';
import { findWireFailure, WireFailure } from '../wire-failure.ts';

/** What an error thrown by the SDK means, or null when the SDK has nothing to do with it. */
export function explainOpenAiError(error: unknown, now: number): Breakage | null {
  const failure = findWireFailure(error);
  if (failure) return { state: 'broken', failure };
  if (error instanceof APIConnectionTimeoutError) {
    return { state: 'broken', failure: new WireFailure('timeout', 'the connection timed out.') };
  }
  if (error instanceof APIError) {
    return {
      state: 'error',
      error: {
        status: error.status ?? null,
        codes: [error.code, error.type].map((code) => String(code ?? '')).filter((code) => code !== ''),
        text: wordsOf(error.error),
        retryAfterMs: retryAfterMs(error.headers, now),
      },
    };
  }
  // Data that is not JSON inside a stream comes as the SyntaxError of the parser.
  if (error instanceof OpenAIError || error instanceof SyntaxError) {
    return { state: 'broken', failure: new WireFailure('server', 'the reply could not be read.') };
  }
  return null;
}

/** The message of an error body: an object with one, or the bare text that some local servers send. */
function wordsOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null || !('message' in body)) return '';
  return typeof body.message === 'string' ? body.message : '';
}
