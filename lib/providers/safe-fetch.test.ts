import { describe, expect, test } from 'vitest';
import { type Fetch, safeFetch } from './safe-fetch.ts';

const limits = { idleMs: 40, totalMs: 400 };
const never = () => new Promise<never>(() => {});
const url = 'https://model.example/v1';

/** A body that gives a piece every `everyMs`, and then ends or says nothing more. */
function trickle(pieces: number, everyMs: number, end: 'close' | 'silence' = 'close'): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      if (sent < pieces) {
        sent += 1;
        controller.enqueue(new TextEncoder().encode('x'));
      } else if (end === 'close') controller.close();
      else await never();
    },
  });
}

const answering =
  (body: BodyInit | null, init?: ResponseInit): Fetch =>
  async () =>
    new Response(body, init);

describe('a good reply', () => {
  test('passes with its status, headers and bytes', async () => {
    const inner = answering('a stream', { status: 200, headers: { 'x-request-id': 'req_1' } });
    const response = await safeFetch(inner, limits)(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toBe('req_1');
    expect(await response.text()).toBe('a stream');
  });

  test('may take longer than the longest silence as long as pieces come', async () => {
    const response = await safeFetch(answering(trickle(8, 15)), limits)(url);
    expect(await response.text()).toBe('xxxxxxxx');
  });

  test('is not timed while nobody reads it', async () => {
    const response = await safeFetch(answering('late'), limits)(url);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await response.text()).toBe('late');
  });

  test('may be empty', async () => {
    expect((await safeFetch(answering(null, { status: 204 }), limits)(url)).status).toBe(204);
  });
});

describe('time', () => {
  test('silence before the reply ends the call, even where the inner fetch does not listen', async () => {
    await expect(safeFetch(never, limits)(url)).rejects.toMatchObject({
      outcome: 'timeout',
      explanation: 'nothing came for 40 ms.',
    });
  });

  test('silence in the middle ends the body', async () => {
    const response = await safeFetch(answering(trickle(2, 1, 'silence')), limits)(url);
    await expect(response.text()).rejects.toMatchObject({ outcome: 'timeout' });
  });

  test('a reply that trickles for ever ends after the longest call', async () => {
    const endless = answering(trickle(1000, 15));
    const response = await safeFetch(endless, { idleMs: 100, totalMs: 150 })(url);
    await expect(response.text()).rejects.toMatchObject({
      outcome: 'timeout',
      explanation: 'the answer was not complete after 150 ms.',
    });
  });

  test('the inner fetch is told to stop', async () => {
    let told: AbortSignal | null | undefined;
    const inner: Fetch = (_input, init) => {
      told = init?.signal;
      return never();
    };
    await expect(safeFetch(inner, limits)(url)).rejects.toBeDefined();
    expect(told?.aborted).toBe(true);
  });
});

describe('an abort', () => {
  test('before the reply is an AbortError at once', async () => {
    const stop = new AbortController();
    const running = safeFetch(never, { idleMs: 5000, totalMs: 5000 })(url, { signal: stop.signal });
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('in the middle is an AbortError at once', async () => {
    const stop = new AbortController();
    const fetch = safeFetch(answering(trickle(1, 1, 'silence')), { idleMs: 5000, totalMs: 5000 });
    const reader = (await fetch(url, { signal: stop.signal })).body?.getReader();
    await reader?.read();
    const rest = reader?.read();
    stop.abort();
    await expect(rest).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('of a reader that has enough stops the inner fetch', async () => {
    let told: AbortSignal | null | undefined;
    const inner: Fetch = async (_input, init) => {
      told = init?.signal;
      return new Response(trickle(9, 1));
    };
    const reader = (await safeFetch(inner, limits)(url)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(told?.aborted).toBe(true);
  });
});

describe('an error reply', () => {
  test('is read to its end before it is handed on, so that cancelling it cannot hang', async () => {
    const response = await safeFetch(
      answering(trickle(3, 5), { status: 429, headers: { 'retry-after': '2' } }),
      limits,
    )(url);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('2');
    await response.body?.cancel();
  });

  test('keeps the first 64 kB of a long page', async () => {
    const response = await safeFetch(answering('y'.repeat(100_000), { status: 500 }), limits)(url);
    expect((await response.text()).length).toBe(64_000);
  });

  test('whose body stalls is an error without words', async () => {
    const response = await safeFetch(answering(trickle(0, 1, 'silence'), { status: 503 }), limits)(url);
    expect([response.status, await response.text()]).toEqual([503, '']);
  });
});

describe('what is not the interface of a model', () => {
  test('a redirect is not followed', async () => {
    let mode: string | undefined;
    const inner: Fetch = async (_input, init) => {
      mode = init?.redirect;
      return new Response(null, { status: 308, headers: { location: 'https://elsewhere.example' } });
    };
    await expect(safeFetch(inner, limits)(url)).rejects.toMatchObject({ outcome: 'not-found' });
    expect(mode).toBe('manual');
  });

  test('a web page is not read', async () => {
    let told: AbortSignal | null | undefined;
    const inner: Fetch = async (_input, init) => {
      told = init?.signal;
      return new Response('<html>', { headers: { 'content-type': 'Text/HTML; charset=utf-8' } });
    };
    await expect(safeFetch(inner, limits)(url)).rejects.toMatchObject({ outcome: 'not-found' });
    expect(told?.aborted).toBe(true);
  });
});

describe('a connection that fails', () => {
  const failing =
    (error: unknown): Fetch =>
    async () => {
      throw error;
    };
  const withCode = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('to 198.51.100.7'), { code }) });

  test.each([
    ['ECONNREFUSED', 'unreachable', 'there was no connection (ECONNREFUSED).'],
    ['ENOTFOUND', 'unreachable', 'there was no connection (ENOTFOUND).'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'the connection timed out (UND_ERR_CONNECT_TIMEOUT).'],
    ['ETIMEDOUT', 'timeout', 'the connection timed out (ETIMEDOUT).'],
  ])('%s is %s', async (code, outcome, explanation) => {
    await expect(safeFetch(failing(withCode(code)), limits)(url)).rejects.toMatchObject({ outcome, explanation });
  });

  test('without a code is unreachable, in words that repeat nothing of it', async () => {
    const error = new TypeError('cannot send to https://user:secret@model.example');
    await expect(safeFetch(failing(error), limits)(url)).rejects.toMatchObject({
      outcome: 'unreachable',
      explanation: 'there was no connection.',
    });
  });

  test('in the middle is cut', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(withCode('UND_ERR_SOCKET')) });
    const response = await safeFetch(answering(body), limits)(url);
    await expect(response.text()).rejects.toMatchObject({
      outcome: 'cut',
      explanation: 'the connection broke in the middle of the answer (UND_ERR_SOCKET).',
    });
  });

  test('thrown at once instead of rejected is a failure like any other', async () => {
    const inner: Fetch = () => {
      throw withCode('ECONNRESET');
    };
    await expect(safeFetch(inner, limits)(url)).rejects.toMatchObject({ outcome: 'unreachable' });
  });
});
