import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { FakeCall } from '../../test/support/fakes/call.ts';
import { fakeHandlers } from '../../test/support/fakes/msw.ts';
import { type Protocol, protocols, refusalText } from '../../test/support/fakes/reply-to.ts';
import type { Scenario } from '../../test/support/fakes/scenario.ts';
import { type FakeServer, startFakeServer } from '../../test/support/fakes/server.ts';
import type { ProviderOutcome } from '../model/steps.ts';
import { createAnthropic } from './anthropic/anthropic.ts';
import { createOpenAi } from './openai/openai.ts';
import type { ModelProvider, ModelRequest, Reply } from './provider.ts';

const key = 'sk-test-0123456789abcdef';
const model = 'test-model';
const answer = '{"summary":"One host asked for ten ports.","rows":[{"ref":"F1","level":"high"}]}';

const Answer = z.object({
  summary: z.string(),
  rows: z.array(z.object({ ref: z.string(), level: z.enum(['high', 'low']) })),
});

let scenario: Scenario = { kind: 'ok', answer };
const mockedCalls: FakeCall[] = [];
const mocked = setupServer(...fakeHandlers(() => scenario, ['small-model', model], mockedCalls));
let server: FakeServer;

beforeAll(async () => {
  mocked.listen({
    onUnhandledRequest({ url }) {
      if (new URL(url).hostname !== '127.0.0.1') throw new Error(`A test reached out to ${url}.`);
    },
  });
  server = await startFakeServer({ script: () => scenario, models: ['small-model', model] });
});
afterEach(() => {
  mockedCalls.length = 0;
  server.calls.length = 0;
});
afterAll(async () => {
  mocked.close();
  await server.close();
});

interface Made {
  apiKey?: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
  baseUrl?: string;
}

/** A provider on the wire: the real addresses mocked inside this process, or a real socket on this machine. */
type Wire = 'mocked' | 'socket';

function make(
  protocol: Protocol,
  wire: Wire,
  { apiKey = key, timeoutMs = 5000, fetch: given, baseUrl }: Made = {},
): ModelProvider {
  const through = given ?? ((input, init) => fetch(input, init));
  const options = { apiKey, model, fetch: through, timeoutMs };
  if (protocol === 'messages') {
    return createAnthropic({ ...options, baseUrl: baseUrl ?? (wire === 'socket' ? server.url : null) });
  }
  return createOpenAi({
    ...options,
    api: protocol,
    baseUrl: baseUrl ?? (wire === 'socket' ? `${server.url}/v1` : null),
  });
}

function ask(rest: Partial<ModelRequest> = {}): ModelRequest {
  return {
    step: 'anomalies',
    system: 'You help an analyst who reads flow logs.',
    prompt: 'Weigh the candidates C1 and C2 of host IN01H003.',
    repair: null,
    schema: Answer,
    schemaName: 'anomalies_answer',
    signal: new AbortController().signal,
    ...rest,
  };
}

async function play(
  provider: ModelProvider,
  next: Scenario,
  request = ask(),
): Promise<{ reply: Reply; deltas: string[] }> {
  scenario = next;
  const deltas: string[] = [];
  const reply = await provider.complete(request, (delta) => deltas.push(delta));
  return { reply, deltas };
}

const half = answer.slice(0, 40);

/** Each scenario with the outcome it must have; the few where a protocol cannot say it are given for that protocol. */
const outcomes: readonly [claim: string, Scenario, ProviderOutcome, Partial<Record<Protocol, ProviderOutcome>>?][] = [
  ['a whole answer is ok', { kind: 'ok', answer }, 'ok'],
  ['a fenced answer is ok', { kind: 'fenced', answer }, 'ok'],
  ['prose is invalid-json', { kind: 'not-json' }, 'invalid-json'],
  ['another shape is invalid-schema', { kind: 'bad-schema' }, 'invalid-schema'],
  ['a refusal is a refusal', { kind: 'refusal' }, 'refusal'],
  ['an answer at its limit is truncated, even where its text would parse', { kind: 'truncated', answer }, 'truncated'],
  // Anthropic has no filter beside its refusals.
  ['a filtered answer is filtered', { kind: 'filtered', answer: half }, 'filtered', { messages: 'refusal' }],
  // OpenAI does not tell a full context from a full answer.
  [
    'a full context is context-too-long',
    { kind: 'context-full', answer: half },
    'truncated',
    { messages: 'context-too-long' },
  ],
  ['a failed response is server', { kind: 'failed' }, 'server'],
  [
    'an error event in the middle has its own outcome',
    { kind: 'error-event', answer: half },
    'server',
    { messages: 'overloaded' },
  ],
  ['a stream that ends too early is cut, even where its text would parse', { kind: 'cut', answer }, 'cut'],
  ['a broken connection is cut', { kind: 'broken', answer }, 'cut'],
  ['silence in the middle is timeout', { kind: 'stalled', answer: half }, 'timeout'],
  ['silence from the beginning is timeout', { kind: 'no-answer' }, 'timeout'],
  ['401 is auth', { kind: 'unauthorized', echo: key }, 'auth'],
  ['404 is not-found', { kind: 'unknown-model' }, 'not-found'],
  ['a request over the context is context-too-long', { kind: 'context' }, 'context-too-long'],
  ['400 is rejected-request', { kind: 'rejected', says: 'Invalid schema: keywords are missing.' }, 'rejected-request'],
  ['429 is rate-limited', { kind: 'rate-limited', retryAfterMs: 1500 }, 'rate-limited'],
  ['an empty account is quota', { kind: 'quota' }, 'quota'],
  ['500 is server', { kind: 'server-error' }, 'server'],
  ['an overloaded service is overloaded', { kind: 'overloaded' }, 'overloaded'],
  ['a proxy page with 502 is server', { kind: 'bad-gateway' }, 'server'],
  ['a web page is not-found', { kind: 'web-page' }, 'not-found'],
  ['a redirect is not followed', { kind: 'redirect', to: 'https://elsewhere.example/v1' }, 'not-found'],
];

describe.each(protocols)('%s', (protocol) => {
  describe.each(['mocked', 'socket'] as const)('over a %s wire', (wire) => {
    test.each(outcomes)('%s', async (_claim, next, usual, special) => {
      const silent = next.kind === 'stalled' || next.kind === 'no-answer';
      const { reply } = await play(make(protocol, wire, { timeoutMs: silent ? 60 : 5000 }), next);
      expect(reply.outcome).toBe(special?.[protocol] ?? usual);
    });

    test.each(outcomes)('%s, in words without a key, a page or the request', async (_claim, next) => {
      const silent = next.kind === 'stalled' || next.kind === 'no-answer';
      const { reply } = await play(make(protocol, wire, { timeoutMs: silent ? 60 : 5000 }), next);
      expect(JSON.stringify(reply)).not.toContain(key);
      if (reply.outcome === 'ok') return;
      expect(reply.message).toMatch(/^[A-Z].*[.»]$/);
      expect(reply.message).not.toMatch(/<|bearer|authorization|IN01H003|flow logs/i);
      expect(reply.message).not.toContain(refusalText);
    });

    test('the pieces of an answer come in order, and together they are its text', async () => {
      const { reply, deltas } = await play(make(protocol, wire), { kind: 'ok', answer });
      expect(deltas.length).toBeGreaterThan(3);
      expect(deltas.join('')).toBe(answer);
      expect(reply).toEqual({
        outcome: 'ok',
        text: answer,
        value: JSON.parse(answer),
        usage: { inputTokens: 120, outputTokens: 42 },
        model,
      });
    });

    test('an abort in the middle ends the call at once and keeps what came', async () => {
      const stop = new AbortController();
      const provider = make(protocol, wire);
      scenario = { kind: 'slow', answer, pauseMs: 20 };
      const heard: string[] = [];
      const reply = await provider.complete(ask({ signal: stop.signal }), (delta) => {
        heard.push(delta);
        if (heard.length === 2) stop.abort();
      });
      expect(reply).toMatchObject({ outcome: 'aborted', partial: answer.slice(0, 24) });
      expect(heard).toHaveLength(2);
    });

    test('an abort before anything came ends the call at once', async () => {
      const stop = new AbortController();
      scenario = { kind: 'no-answer' };
      const running = make(protocol, wire).complete(ask({ signal: stop.signal }), () => {});
      setTimeout(() => stop.abort(), 20);
      expect(await running).toMatchObject({ outcome: 'aborted', partial: '' });
    });

    test('a slow answer is no timeout as long as something comes', async () => {
      const { reply } = await play(make(protocol, wire, { timeoutMs: 120 }), { kind: 'slow', answer, pauseMs: 15 });
      expect(reply.outcome).toBe('ok');
    });

    test('one call is one request, whatever it meets', async () => {
      for (const next of [
        { kind: 'server-error' },
        { kind: 'rate-limited', retryAfterMs: 5 },
        { kind: 'overloaded' },
      ] as const) {
        await play(make(protocol, wire), next);
      }
      const calls = [...mockedCalls, ...server.calls];
      expect(calls).toHaveLength(3);
      expect(calls.map((call) => call.headers['x-stainless-retry-count'])).toEqual(['0', '0', '0']);
    });

    test('a probe lists the models by name', async () => {
      const probe = await make(protocol, wire).probe(new AbortController().signal);
      expect(probe).toMatchObject({ outcome: 'ok', models: ['small-model', 'test-model'] });
      expect(probe.message).toMatch(/answers and offers 2 models\.$/);
    });
  });

  test('a call that is aborted already sends nothing', async () => {
    const { reply } = await play(
      make(protocol, 'socket'),
      { kind: 'ok', answer },
      ask({ signal: AbortSignal.abort() }),
    );
    expect(reply.outcome).toBe('aborted');
    expect(server.calls).toEqual([]);
  });

  test('a signal that lives for many calls keeps no listener of any', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    for (let call = 0; call < 3; call++) await play(make(protocol, 'socket'), { kind: 'ok', answer }, ask({ signal }));
    expect(added.mock.calls.length).toBe(3);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });

  test('nothing listens: unreachable, with the code of the socket', async () => {
    const gone = await startFakeServer({ script: () => ({ kind: 'failed' }) });
    await gone.close();
    const { reply } = await play(make(protocol, 'socket', { baseUrl: gone.url }), { kind: 'ok', answer });
    expect(reply).toMatchObject({
      outcome: 'unreachable',
      message: `The server at ${new URL(gone.url).host}: there was no connection (ECONNREFUSED).`,
    });
  });

  test.each([0, 1, 2])('the guard below the SDK is blocked-by-guard, %i causes deep', async (depth) => {
    const fetch = async () => {
      const blocked = new Error('The guard stopped this: 1 address. It timed out of our hands.');
      blocked.name = 'GuardBlocked';
      throw Array.from({ length: depth }).reduce<Error>((cause) => new Error('wrapped', { cause }), blocked);
    };
    const { reply } = await play(make(protocol, 'socket', { fetch }), { kind: 'ok', answer });
    expect(reply).toMatchObject({
      outcome: 'blocked-by-guard',
      message: 'The guard stopped this: 1 address. It timed out of our hands.',
    });
  });

  test('what a provider asks to wait is passed on', async () => {
    const { reply } = await play(make(protocol, 'socket'), { kind: 'rate-limited', retryAfterMs: 1500 });
    expect(reply).toMatchObject({ outcome: 'rate-limited', retryAfterMs: 1500 });
    expect(reply.outcome !== 'ok' && reply.message).toContain('It asks to wait 2 s.');
  });

  test('a cut answer keeps its text and what it cost so far', async () => {
    const { reply } = await play(make(protocol, 'socket'), { kind: 'broken', answer: half });
    expect(reply).toMatchObject({ outcome: 'cut', partial: half });
  });

  test('a truncated answer keeps its text and what it cost', async () => {
    const { reply } = await play(make(protocol, 'socket'), { kind: 'truncated', answer: half });
    expect(reply).toMatchObject({ partial: half, usage: { inputTokens: 120, outputTokens: 42 } });
  });

  test('an answer of another shape keeps its text, and the message names the places', async () => {
    const { reply } = await play(make(protocol, 'socket'), { kind: 'bad-schema' });
    expect(reply).toMatchObject({
      outcome: 'invalid-schema',
      partial: '{"entirely":"different"}',
      message:
        'The answer does not fit its schema: summary: Invalid input: expected string, received undefined; rows: Invalid input: expected array, received undefined.',
    });
  });

  test('a key that no header takes is auth, and nothing is sent', async () => {
    for (const apiKey of [`${key}\n`, 'sk-test …', '']) {
      const { reply } = await play(make(protocol, 'socket', { apiKey }), { kind: 'ok', answer });
      expect(reply.outcome).toBe('auth');
      expect(JSON.stringify(reply)).not.toContain('sk-test');
    }
    expect(server.calls).toEqual([]);
  });

  test('a provider that repeats the key or the request is not quoted with it', async () => {
    const provider = make(protocol, 'socket');
    const withKey = await play(provider, { kind: 'rejected', says: `Bad header authorization: Bearer ${key} sent.` });
    expect(withKey.reply.outcome !== 'ok' && withKey.reply.message).toMatch(
      /It says: «Bad header \[key removed\] sent\.»$/,
    );
    const withPrompt = await play(provider, { kind: 'rejected', says: `Cannot read: ${ask().prompt}` });
    expect(withPrompt.reply.outcome !== 'ok' && withPrompt.reply.message).toMatch(
      /did not accept the request \(400\)\.$/,
    );
  });

  test('an error of our own is not taken for one of the provider', async () => {
    scenario = { kind: 'ok', answer };
    const running = make(protocol, 'socket').complete(ask(), () => {
      throw new RangeError('a bug');
    });
    await expect(running).rejects.toThrow('a bug');
  });

  test('a probe says what is wrong without naming the key', async () => {
    const fetch = async () => Response.json({ error: { message: `bad key ${key}` } }, { status: 401 });
    const probe = await make(protocol, 'socket', { fetch }).probe(new AbortController().signal);
    expect(probe).toMatchObject({ outcome: 'auth', models: [] });
    expect(JSON.stringify(probe)).not.toContain(key);
  });

  test.each([
    ['null', 'application/json'],
    ['[]', 'application/json'],
    ['{"models":[{"name":"llama"}]}', 'application/json'],
    ['hello', 'text/plain'],
  ])('a probe that is answered %s does not take it for a list', async (body, type) => {
    const fetch = async () => new Response(body, { headers: { 'content-type': type } });
    const probe = await make(protocol, 'socket', { fetch }).probe(new AbortController().signal);
    expect(probe).toMatchObject({ outcome: 'invalid-json', models: [] });
  });
});
