import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { stepIds } from '#lib/model/steps.ts';
import { anthropicMessages } from '../../../test/support/fakes/anthropic-messages.ts';
import { at } from '../../../test/support/fakes/call.ts';
import type { ModelRequest } from '../provider.ts';
import { createAnthropic } from './anthropic.ts';

afterEach(() => vi.unstubAllEnvs());

const request: ModelRequest = {
  step: 'baseline',
  system: 'System.',
  prompt: 'Prompt.',
  repair: null,
  schema: z.object({ summary: z.string() }),
  schemaName: 'baseline_answer',
  signal: new AbortController().signal,
};
const answer = '{"summary":"quiet"}';

/** Asks over a wire that answers every request with this body. */
async function ask(body: string, rest: Partial<ModelRequest> = {}) {
  const sent: { headers: Headers; body: unknown }[] = [];
  const provider = createAnthropic({
    apiKey: 'sk-ant-test',
    baseUrl: 'http://127.0.0.1:1',
    model: 'asked-for',
    fetch: async (_input, init) => {
      sent.push({ headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    },
  });
  const deltas: string[] = [];
  const reply = await provider.complete({ ...request, ...rest }, (delta) => deltas.push(delta));
  return { reply, deltas, sent: sent[0] };
}

const events = (...contents: { type: string; delta: unknown }[]) =>
  contents.map((content) => `event: ${content.type}\ndata: ${JSON.stringify(content)}\n\n`).join('');

describe('Messages', () => {
  test('a refusal before a word names its category and nothing of its explanation', async () => {
    const { reply } = await ask(anthropicMessages.refusal('', 'm', 'cyber').join(''));
    expect(reply).toMatchObject({
      outcome: 'refusal',
      message: 'The model declined to write this (category: cyber).',
      partial: '',
      usage: { inputTokens: 120, outputTokens: 42 },
    });
  });

  test('a refusal in the middle is a refusal, and keeps what came', async () => {
    const { reply } = await ask(anthropicMessages.refusal(answer, 'm', 'frontier_llm').join(''));
    expect(reply).toMatchObject({
      outcome: 'refusal',
      partial: answer,
      message: expect.stringContaining('frontier llm'),
    });
  });

  test('a category that is no category is not repeated', async () => {
    const { reply } = await ask(
      events({ type: 'message_delta', delta: { stop_reason: 'refusal', stop_details: { category: 'See 192.0.2.1' } } }),
    );
    expect(reply).toMatchObject({ message: 'The model declined to write this.' });
  });

  test('thoughts are not part of the answer', async () => {
    const { reply, deltas } = await ask(anthropicMessages.ended(answer, 'm', 'end_turn').join(''));
    expect(reply).toMatchObject({ outcome: 'ok', text: answer });
    expect(deltas.join('')).toBe(answer);
  });

  test('every input token counts, the cached ones too, also when the stream breaks', async () => {
    const { reply } = await ask(anthropicMessages.cut(answer, 'm').join(''));
    expect(reply).toMatchObject({ outcome: 'cut', usage: { inputTokens: 120, outputTokens: 1 } });
  });

  test('an answer whose stop reason was read is whole, whatever becomes of the rest', async () => {
    const withoutStop = anthropicMessages.ended(answer, 'm', 'end_turn').slice(0, -1).join('');
    expect((await ask(withoutStop)).reply.outcome).toBe('ok');
    expect((await ask(`${withoutStop}event: message_stop\ndata: {"oops\n\n`)).reply.outcome).toBe('ok');
  });

  test('events of no shape at all are passed over', async () => {
    expect((await ask('event: x\ndata: null\n\nevent: y\ndata: [1]\n\n')).reply.outcome).toBe('cut');
  });

  test('data that is not JSON is server', async () => {
    expect((await ask('event: message_start\ndata: {"oops\n\n')).reply.outcome).toBe('server');
  });

  test('steps that weigh evidence get more thought than steps that word it', async () => {
    const efforts = await Promise.all(
      stepIds.map(async (step) => at((await ask('', { step })).sent?.body, 'output_config', 'effort')),
    );
    expect(efforts).toEqual(['low', 'medium', 'medium', 'low']);
  });

  test('the environment of the SDK is not read', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-other');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-other');
    vi.stubEnv('ANTHROPIC_BASE_URL', 'https://other.example');
    const { sent } = await ask('');
    expect([...(sent?.headers.entries() ?? [])].join()).not.toContain('other');
    expect(sent?.headers.get('authorization')).toBe('Bearer sk-ant-test');
  });
});
