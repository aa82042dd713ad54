import { AnthropicError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { retryAfterMs } from '../call-error.ts';
import type { Breakage } from '../run-call.ts';
import { findWireFailure, WireFailure } from '../wire-failure.ts';

/** What an error thrown by the SDK means, or null when the SDK has nothing to do with it. */
export function explainAnthropicError(error: unknown, now: number): Breakage | null {
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
        codes: [error.errorCode, error.type].filter((code) => code !== null),
        text: error.apiMessage ?? '',
        retryAfterMs: retryAfterMs(error.headers, now),
      },
    };
  }
  // Data that is not JSON inside a stream comes as the SyntaxError of the parser.
  if (error instanceof AnthropicError || error instanceof SyntaxError) {
    return { state: 'broken', failure: new WireFailure('server', 'the reply could not be read.') };
  }
  return null;
}
