import { setTimeout as delay } from 'node:timers/promises';
import type { FailedOutcome, ModelProvider, ModelRequest, Reply } from './provider.ts';

export interface Retry {
  outcome: FailedOutcome;
  /** What went wrong, for people. */
  message: string;
  waitMs: number;
}

export interface RetryOptions {
  onText(delta: string): void;
  /** Called before the wait. What `onText` heard so far belongs to the failed try. */
  onRetry(retry: Retry): void;
  /** Waits; may end early, even by throwing, when the signal aborts. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
  /** Numbers from 0 to 1 that stretch a wait nobody asked for by up to a quarter; without it waits are always the same. */
  random?(): number;
}

/** What a moment may mend, and how long that moment is where the provider does not say. */
const waitMs: Partial<Record<FailedOutcome, number>> = {
  'rate-limited': 5000,
  overloaded: 3000,
  server: 1000,
  cut: 1000,
  timeout: 1000,
  unreachable: 1000,
};

/** A provider that asks for more than this is not going to answer while somebody watches. */
const retryAfterMax = 30_000;

/**
 * Asks a provider, and once more where waiting may help: the one retry policy of the program, visible to whoever
 * watches. Tokens of both tries are summed; `attempts` is how many calls were made.
 */
export async function completeWithRetry(
  provider: ModelProvider,
  request: ModelRequest,
  { onText, onRetry, sleep = pause, random }: RetryOptions,
): Promise<Reply & { attempts: number }> {
  const first = await provider.complete(request, onText);
  if (first.outcome === 'ok') return { ...first, attempts: 1 };
  const wait = waitBefore(first, random);
  if (wait === null || request.signal.aborted) return { ...first, attempts: 1 };

  onRetry({ outcome: first.outcome, message: first.message, waitMs: wait });
  await until(request.signal, sleep(wait, request.signal));
  if (request.signal.aborted) {
    return {
      ...first,
      outcome: 'aborted',
      message: 'Stopped while waiting for the next try.',
      retryAfterMs: null,
      attempts: 1,
    };
  }

  const second = await provider.complete(request, onText);
  const usage = {
    inputTokens: first.usage.inputTokens + second.usage.inputTokens,
    outputTokens: first.usage.outputTokens + second.usage.outputTokens,
  };
  return { ...second, usage, attempts: 2 };
}

type FailedReply = Exclude<Reply, { outcome: 'ok' }>;

/** Milliseconds until the next try, or null for none. */
function waitBefore({ outcome, retryAfterMs }: FailedReply, random: (() => number) | undefined): number | null {
  const usual = waitMs[outcome];
  if (usual === undefined) return null;
  if (retryAfterMs !== null) return retryAfterMs <= retryAfterMax ? Math.ceil(retryAfterMs) : null;
  return Math.round(usual * (1 + (random?.() ?? 0) / 4));
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => delay(ms, undefined, { signal });

/** Ends with the wait or with the signal, whichever comes first. A wait that fails for another reason is a bug. */
function until(signal: AbortSignal, wait: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const release = () => resolve();
    if (signal.aborted) return release();
    signal.addEventListener('abort', release, { once: true });
    wait
      .catch((error: unknown) => {
        if (!signal.aborted) reject(error);
      })
      .finally(() => {
        signal.removeEventListener('abort', release);
        release();
      });
  });
}
