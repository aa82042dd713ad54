import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openAiResponses } from '../../../test/support/fakes/openai-responses.ts';
import type { ModelRequest } from '../provider.ts';
import { createOpenAi } from './openai.ts';

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
async function ask(api: 'responses' | 'chat', body: string, contentType = 'text/event-stream') {
  const headers: Headers[] = [];
  const provider = createOpenAi({
    apiKey: 'sk-test',
    baseUrl: 'http://127.0.0.1:1/v1',
    api,
    model: 'asked-for',
    fetch: async (_input, init) => {
      headers.push(new Headers(init?.headers));
      return new Response(body, { headers: { 'content-type': contentType } });
    },
  });
  const deltas: string[] = [];
  const reply = await provider.complete(request, (delta) => deltas.push(delta));
  return { reply, deltas, headers: headers[0] };
}

const data = (...contents: unknown[]) => contents.map((content) => `data: ${JSON.stringify(content)}\n\n`).join('');

describe('Responses', () => {
  test('what the model says about its work is not part of the answer', async () => {
    const { reply, deltas } = await ask(
      'responses',
      openAiResponses.withCommentary('Let me look.', answer, 'm').join(''),
    );
    expect(reply).toMatchObject({ outcome: 'ok', text: answer });
    expect(deltas.join('')).toBe(answer);
  });

  test('the last event has the whole answer, also where no pieces came', async () => {
    const ended = openAiResponses.ok(answer, 'm').at(-1) ?? '';
    expect((await ask('responses', ended)).reply).toMatchObject({ outcome: 'ok', text: answer });
  });

  test('the pieces are the answer where the last event does not repeat it', async () => {
    const events = data(
      { type: 'response.output_text.delta', output_index: 0, delta: answer },
      { type: 'response.completed', response: { status: 'completed' } },
    );
    const { reply } = await ask('responses', events);
    expect(reply).toMatchObject({
      outcome: 'ok',
      text: answer,
      model: 'asked-for',
      usage: { inputTokens: 0, outputTokens: 0 },
    });
  });

  test('a refusal keeps its words apart from the message', async () => {
    const { reply, deltas } = await ask('responses', openAiResponses.refusal('I will not.', 'm').join(''));
    expect(reply).toMatchObject({
      outcome: 'refusal',
      partial: 'I will not.',
      message: 'The model declined to write this.',
    });
    expect(deltas).toEqual([]);
  });
});

describe('Chat of servers that imitate it', () => {
  test('an end in other words, no usage, no list of choices, thoughts beside the answer', async () => {
    const { reply, deltas } = await ask(
      'chat',
      `: waiting\n\n${data(
        { model: 'llama3' },
        { choices: [{ delta: { reasoning_content: 'Hm.' } }] },
        { choices: [{ delta: { content: answer } }] },
        { choices: [{ delta: {}, finish_reason: 'eos' }], usage: null },
      )}`,
    );
    expect(reply).toMatchObject({ outcome: 'ok', model: 'llama3', usage: { inputTokens: 0, outputTokens: 0 } });
    expect(deltas).toEqual([answer]);
  });

  test('a finish reason of an error', async () => {
    const { reply } = await ask('chat', data({ choices: [{ delta: { content: answer }, finish_reason: 'error' }] }));
    expect(reply.outcome).toBe('server');
  });

  test('the status of the server behind a gateway, as the code of an error in the stream', async () => {
    const { reply } = await ask('chat', data({ error: { code: 429, message: 'busy' } }));
    expect(reply.outcome).toBe('rate-limited');
  });
});

describe.each(['responses', 'chat'] as const)('%s', (api) => {
  test('data that is not JSON is server', async () => {
    const { reply } = await ask(api, 'data: {"oops\n\n');
    expect(reply).toMatchObject({
      outcome: 'server',
      message: 'The server at 127.0.0.1:1: the reply could not be read.',
    });
  });

  test('events of no shape at all are passed over', async () => {
    expect((await ask(api, data(null, 7, 'x', [], { type: 5, choices: 'none' }))).reply.outcome).toBe('cut');
  });

  test('a server that does not stream is cut, and the message says so', async () => {
    const { reply } = await ask(api, '{"choices":[]}', 'application/json');
    expect(reply).toMatchObject({ outcome: 'cut', message: expect.stringContaining('does not stream') });
  });

  test('an answer without end is stopped at a million characters', async () => {
    const piece = 'x'.repeat(100_000);
    const event = { type: 'response.output_text.delta', delta: piece, choices: [{ delta: { content: piece } }] };
    const { reply, deltas } = await ask(api, data(...Array.from({ length: 30 }, () => event)));
    expect(reply.outcome).toBe('truncated');
    expect(deltas).toHaveLength(11);
  });

  test('the environment of the SDK is not read', async () => {
    vi.stubEnv('OPENAI_ORG_ID', 'org-other');
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-other');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin-other');
    vi.stubEnv('OPENAI_API_KEY', 'sk-other');
    const { headers } = await ask(api, '');
    expect([...(headers?.entries() ?? [])].join()).not.toContain('other');
    expect(headers?.get('authorization')).toBe('Bearer sk-test');
  });
});
