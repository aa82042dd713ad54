import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FailedOutcome, ModelProvider, ModelRequest, Reply } from './provider.ts';
import { completeWithRetry, type Retry } from './retry.ts';

const ok: Reply = { outcome: 'ok', text: '{}', value: {}, usage: { inputTokens: 100, outputTokens: 20 }, model: 'm' };

const failed = (outcome: FailedOutcome, retryAfterMs: number | null = null): Reply => ({
  outcome,
  message: `It was ${outcome}.`,
  partial: 'half',
  usage: { inputTokens: 7, outputTokens: 3 },
  retryAfterMs,
});

/** A provider that gives these replies in turn, and counts. */
function giving(...replies: Reply[]): ModelProvider & { calls: number } {
  const provider: ModelProvider & { calls: number } = {
    kind: 'model',
    id: 'fake',
    model: 'm',
    calls: 0,
    async complete(_request, onText) {
      const reply = replies[provider.calls] ?? failed('server');
      provider.calls += 1;
      onText(`try ${provider.calls}`);
      return reply;
    },
    probe: async () => ({ outcome: 'ok', message: '', models: [] }),
  };
  return provider;
}

const ask = (signal = new AbortController().signal): ModelRequest => ({
  step: 'baseline',
  system: '',
  prompt: '',
  repair: null,
  schema: z.object({}),
  schemaName: 'baseline',
  signal,
});

async function run(provider: ModelProvider, { random, signal }: { random?: () => number; signal?: AbortSignal } = {}) {
  const retries: Retry[] = [];
  const waits: number[] = [];
  const heard: string[] = [];
  const reply = await completeWithRetry(provider, ask(signal), {
    onText: (delta) => heard.push(delta),
    onRetry: (retry) => retries.push(retry),
    sleep: async (ms) => {
      waits.push(ms);
    },
    random,
  });
  return { reply, retries, waits, heard };
}

describe('what is tried again', () => {
  test.each(['rate-limited', 'overloaded', 'server', 'cut', 'timeout', 'unreachable'] as const)(
    '%s, once',
    async (outcome) => {
      const provider = giving(failed(outcome), failed(outcome), ok);
      const { reply, retries } = await run(provider);
      expect(provider.calls).toBe(2);
      expect(retries).toMatchObject([{ outcome, message: `It was ${outcome}.` }]);
      expect(reply).toMatchObject({ outcome, attempts: 2 });
    },
  );

  test.each([
    'auth',
    'quota',
    'refusal',
    'filtered',
    'context-too-long',
    'not-found',
    'rejected-request',
    'aborted',
    'blocked-by-guard',
    'truncated',
    'invalid-json',
    'invalid-schema',
    'ungrounded',
  ] as const)('not %s', async (outcome) => {
    const provider = giving(failed(outcome, 10), ok);
    const { reply, retries, waits } = await run(provider);
    expect([provider.calls, retries, waits]).toEqual([1, [], []]);
    expect(reply).toEqual({ ...failed(outcome, 10), attempts: 1 });
  });

  test('not a good reply', async () => {
    const { reply, heard } = await run(giving(ok));
    expect(reply).toEqual({ ...ok, attempts: 1 });
    expect(heard).toEqual(['try 1']);
  });
});

describe('the second try', () => {
  test('gives its reply, and the tokens of both tries are summed', async () => {
    const { reply, heard } = await run(giving(failed('cut'), ok));
    expect(reply).toEqual({ ...ok, usage: { inputTokens: 107, outputTokens: 23 }, attempts: 2 });
    expect(heard).toEqual(['try 1', 'try 2']);
  });

  test('may fail in another way, and that is the reply', async () => {
    const { reply } = await run(giving(failed('cut'), failed('auth')));
    expect(reply).toMatchObject({ outcome: 'auth', usage: { inputTokens: 14, outputTokens: 6 } });
  });
});

describe('the wait', () => {
  test.each([
    [0, [0]],
    [1500.2, [1501]],
    [30_000, [30_000]],
  ])('is what the provider asks for: %d ms', async (asked, expected) => {
    expect((await run(giving(failed('rate-limited', asked), ok))).waits).toEqual(expected);
  });

  test('over 30 s is no wait: the failure is told at once', async () => {
    const provider = giving(failed('rate-limited', 30_001), ok);
    const { reply, waits } = await run(provider);
    expect([provider.calls, waits]).toEqual([1, []]);
    expect(reply.outcome).toBe('rate-limited');
  });

  test('is the same every time without a source of chance, and at most a quarter longer with one', async () => {
    expect((await run(giving(failed('server'), ok))).waits).toEqual([1000]);
    expect((await run(giving(failed('rate-limited'), ok))).waits).toEqual([5000]);
    expect((await run(giving(failed('server'), ok), { random: () => 1 })).waits).toEqual([1250]);
  });

  test('is told before it begins', async () => {
    const order: string[] = [];
    await completeWithRetry(giving(failed('server'), ok), ask(), {
      onText: (delta) => order.push(delta),
      onRetry: ({ waitMs }) => order.push(`told ${waitMs}`),
      sleep: async () => void order.push('waited'),
    });
    expect(order).toEqual(['try 1', 'told 1000', 'waited', 'try 2']);
  });

  test.each([
    ['that ends by itself', undefined],
    ['that never ends', () => new Promise<never>(() => {})],
  ])('stops with an abort, also a sleep %s', async (_name, sleep) => {
    const stop = new AbortController();
    const provider = giving(failed('rate-limited', 20_000), ok);
    const running = completeWithRetry(provider, ask(stop.signal), {
      onText: () => {},
      onRetry: () => setTimeout(() => stop.abort(), 5),
      sleep,
    });
    expect(await running).toMatchObject({ outcome: 'aborted', partial: 'half', attempts: 1, retryAfterMs: null });
    expect(provider.calls).toBe(1);
  });

  test('that fails for a reason of its own is a bug and is thrown', async () => {
    const running = completeWithRetry(giving(failed('server'), ok), ask(), {
      onText: () => {},
      onRetry: () => {},
      sleep: async () => {
        throw new RangeError('no clock');
      },
    });
    await expect(running).rejects.toThrow('no clock');
  });
});
