import { causes, WireFailure } from './wire-failure.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface SafeFetchOptions {
  /** Longest silence: until the reply begins, and then between two pieces of it. */
  idleMs: number;
  /** Longest call in all, for a server that trickles for ever. */
  totalMs: number;
}

/** An error reply is an object of a few hundred bytes; a proxy's page may be long, and nobody reads more of it. */
const errorBytesMax = 64_000;

/**
 * Puts clocks and limits around a fetch before an SDK gets it. Whatever fails below the protocol is thrown as a
 * WireFailure, an abort by the caller as an AbortError.
 *
 * The body of an error reply is read here: SDKs cancel it when they retry, and a cancelled body may never settle.
 * Redirects are not followed: the request was cleared for one host only.
 */
export function safeFetch(inner: Fetch, options: SafeFetchOptions): Fetch {
  return async (input, init) => {
    const watch = startWatch(options, init?.signal ?? null);
    const response = await watch
      .within(() => inner(input, { ...init, redirect: 'manual', signal: watch.signal }))
      .catch((error: unknown) => {
        throw asFailure(error, 'unreachable');
      });
    const elsewhere = wrongPlace(response);
    if (elsewhere) {
      watch.stop();
      throw elsewhere;
    }
    if (!response.ok) return replaced(response, await errorBody(response, watch));
    return replaced(response, response.body && watchedBody(response.body, watch));
  };
}

/** A base URL that leads to something else than a model, or null. */
function wrongPlace({ status, ok, headers }: Response): WireFailure | null {
  if (status >= 300 && status < 400) {
    return new WireFailure('not-found', 'the base URL points on to another address, and requests are not sent there.');
  }
  if (ok && /^text\/html\b/i.test(headers.get('content-type') ?? '')) {
    return new WireFailure('not-found', 'the base URL answers with a web page instead of the interface of a model.');
  }
  return null;
}

interface Watch {
  /** Ends the inner fetch when time is up or the caller stops. */
  signal: AbortSignal;
  /** The result of `work`, unless time is up or the caller stops first; whoever does the work need not listen to the signal. */
  within<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

function startWatch({ idleMs, totalMs }: SafeFetchOptions, caller: AbortSignal | null): Watch {
  const inner = new AbortController();
  const deadline = performance.now() + totalMs;

  const within = <T>(work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const restMs = deadline - performance.now();
      const end = (failure: Error) => {
        release();
        inner.abort(failure);
        reject(failure);
      };
      const onAbort = () => end(new DOMException('The call was stopped.', 'AbortError'));
      const onTime = () => end(new WireFailure('timeout', idleMs <= restMs ? silence(idleMs) : tooLong(totalMs)));
      const timer = setTimeout(onTime, Math.max(0, Math.min(idleMs, restMs)));
      const release = () => {
        clearTimeout(timer);
        caller?.removeEventListener('abort', onAbort);
      };
      if (caller?.aborted) return onAbort();
      caller?.addEventListener('abort', onAbort, { once: true });
      // Called inside a promise so that a fetch that throws at once is a rejection like any other.
      Promise.resolve().then(work).finally(release).then(resolve, reject);
    });

  return { signal: inner.signal, within, stop: () => inner.abort() };
}

const seconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`);
const silence = (ms: number) => `nothing came for ${seconds(ms)}.`;
const tooLong = (ms: number) => `the answer was not complete after ${seconds(ms)}.`;

/** Codes of the socket that mean a time ran out, whichever layer kept it. */
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

function asFailure(error: unknown, otherwise: 'unreachable' | 'cut'): unknown {
  const chain = causes(error);
  const known = chain.find((cause) => cause instanceof WireFailure);
  if (known) return known;
  const guard = chain.find((cause) => cause instanceof Error && cause.name === 'GuardBlocked');
  if (guard instanceof Error) return new WireFailure('blocked-by-guard', guard.message);
  if (chain.some((cause) => cause instanceof Error && cause.name === 'AbortError')) return error;
  const code = chain.map(codeOf).find((found) => found !== null) ?? null;
  if (code !== null && timeoutCodes.has(code)) return new WireFailure('timeout', `the connection timed out (${code}).`);
  const detail = code === null ? '' : ` (${code})`;
  return otherwise === 'cut'
    ? new WireFailure('cut', `the connection broke in the middle of the answer${detail}.`)
    : new WireFailure('unreachable', `there was no connection${detail}.`);
}

/** The code of a system or socket error: capitals and underscores, nothing that came from a request. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code) ? error.code : null;
}

/** Up to `errorBytesMax` of the body. A body that breaks or stalls is as good as empty: the status says enough. */
async function errorBody(response: Response, watch: Watch): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = response.body?.getReader();
  if (!reader) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < errorBytesMax) {
      const { done, value } = await watch.within(() => reader.read());
      if (done) break;
      pieces.push(value);
      length += value.byteLength;
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
  }
  watch.stop();
  // Never awaited: some implementations do not settle it.
  reader.cancel().catch(() => {});
  const body = new Uint8Array(Math.min(length, errorBytesMax));
  let at = 0;
  for (const piece of pieces) {
    const fitting = piece.subarray(0, body.length - at);
    body.set(fitting, at);
    at += fitting.length;
  }
  return body;
}

/** The clock runs only while somebody waits for bytes, so that a busy reader is not taken for a silent server. */
function watchedBody(body: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await watch.within(() => reader.read());
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(asFailure(error, 'cut'));
        }
      },
      cancel(reason) {
        watch.stop();
        reader.cancel(reason).catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
}

/** The same reply with another body; a reply that is empty by its status takes none. */
function replaced(response: Response, body: BodyInit | null): Response {
  const { status, statusText, headers } = response;
  const bodiless = status === 204 || status === 205;
  return new Response(bodiless ? null : body, { status, statusText, headers });
}
