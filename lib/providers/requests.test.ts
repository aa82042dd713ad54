import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { at, type FakeCall, readCall } from '../../test/support/fakes/call.ts';
import { type Protocol, protocols, replyTo } from '../../test/support/fakes/reply-to.ts';
import { createAnthropic } from './anthropic/anthropic.ts';
import { createOpenAi } from './openai/openai.ts';
import type { ModelRequest } from './provider.ts';

const key = 'sk-test-0123456789abcdef';
const model = 'test-model';
const repair = { previous: '{"summary":1}', complaint: 'summary must be text.' };

const plain: ModelRequest = {
  step: 'anomalies',
  system: 'You help an analyst who reads flow logs.',
  prompt: 'Weigh the candidates C1 and C2.',
  repair: null,
  schema: z.object({
    summary: z.string(),
    rows: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('kept'), note: z.string().nullable() }),
        z.object({ kind: z.literal('dropped') }),
      ]),
    ),
  }),
  schemaName: 'anomalies_answer',
  signal: new AbortController().signal,
};
const repairing = { ...plain, repair };

/** What one call sends, and the host it goes to. */
async function sent(
  protocol: Protocol,
  request: ModelRequest,
  baseUrl: string | null = null,
): Promise<FakeCall & { host: string }> {
  const calls: (FakeCall & { host: string })[] = [];
  const options = {
    apiKey: key,
    baseUrl,
    model,
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const url = new URL(String(input));
      const headers = Object.fromEntries(new Headers(init?.headers));
      calls.push({ ...readCall(init?.method ?? 'GET', url.pathname, headers, String(init?.body)), host: url.host });
      const reply = replyTo(protocol, { kind: 'ok', answer: '{"summary":"","rows":[]}' }, model);
      return new Response(reply.pieces.join(''), { headers: reply.headers });
    },
  };
  const provider = protocol === 'messages' ? createAnthropic(options) : createOpenAi({ ...options, api: protocol });
  expect((await provider.complete(request, () => {})).outcome).toBe('ok');
  const [call, more] = calls;
  if (!call || more) throw new Error(`There were ${calls.length} requests.`);
  return call;
}

const keysOf = (body: unknown) => Object.keys(z.record(z.string(), z.unknown()).parse(body)).sort();

describe('Responses', () => {
  test('a strict schema, nothing stored, no temperature', async () => {
    const { host, path, headers, body } = await sent('responses', repairing);
    expect([host, path]).toEqual(['api.openai.com', '/v1/responses']);
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(body).toMatchObject({
      model,
      instructions: plain.system,
      input: [
        { role: 'user', content: plain.prompt },
        { role: 'assistant', content: repair.previous },
        { role: 'user', content: repair.complaint },
      ],
      store: false,
      stream: true,
    });
    expect(at(body, 'text', 'format')).toMatchObject({
      type: 'json_schema',
      name: 'anomalies_answer',
      strict: true,
      schema: { type: 'object', additionalProperties: false, required: ['summary', 'rows'] },
    });
    expect(keysOf(body)).toEqual(['input', 'instructions', 'max_output_tokens', 'model', 'store', 'stream', 'text']);
  });
});

describe('Chat', () => {
  test('a strict schema, usage at the end, no temperature', async () => {
    const { path, headers, body } = await sent('chat', repairing, 'http://127.0.0.1:11434/v1/');
    expect(path).toBe('/v1/chat/completions');
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(body).toMatchObject({
      model,
      messages: [
        { role: 'system', content: plain.system },
        { role: 'user', content: plain.prompt },
        { role: 'assistant', content: repair.previous },
        { role: 'user', content: repair.complaint },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'anomalies_answer', strict: true, schema: { additionalProperties: false } },
      },
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(keysOf(body)).toEqual(['messages', 'model', 'response_format', 'stream', 'stream_options']);
  });

  test('OpenAI is told to store nothing; a server that may not know the key is not', async () => {
    expect((await sent('chat', plain)).body).toMatchObject({ store: false });
    expect((await sent('chat', plain, 'https://case.openai.azure.com/openai/v1/')).body).toMatchObject({
      store: false,
    });
    expect((await sent('chat', plain, 'https://openai.com.models.example/v1')).body).not.toHaveProperty('store');
  });
});

describe('Messages', () => {
  test('a schema and an effort, a cached system text, room for thoughts, no sampling', async () => {
    const { host, path, headers, body } = await sent('messages', repairing);
    expect([host, path]).toEqual(['api.anthropic.com', '/v1/messages']);
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(body).toMatchObject({
      model,
      system: [{ type: 'text', text: plain.system, cache_control: { type: 'ephemeral' } }],
      messages: [
        { role: 'user', content: plain.prompt },
        { role: 'assistant', content: repair.previous },
        { role: 'user', content: repair.complaint },
      ],
      output_config: {
        effort: 'medium',
        format: { type: 'json_schema', schema: { title: 'anomalies_answer', additionalProperties: false } },
      },
      stream: true,
    });
    expect(at(body, 'max_tokens')).toBeGreaterThanOrEqual(8000);
    expect(keysOf(body)).toEqual(['max_tokens', 'messages', 'model', 'output_config', 'stream', 'system']);
  });

  test.each(['', '/', '/v1', '/v1/'])('a base URL that ends in «%s» leads to /v1/messages', async (end) => {
    expect((await sent('messages', plain, `http://127.0.0.1:1234${end}`)).path).toBe('/v1/messages');
  });

  test('a base URL keeps the path before the version', async () => {
    expect((await sent('messages', plain, 'https://gateway.example/claude/v1')).path).toBe('/claude/v1/messages');
  });
});

test.each(protocols)('%s: a repair of an empty answer sends no empty message', async (protocol) => {
  const { body } = await sent(protocol, { ...plain, repair: { previous: '', complaint: 'Nothing came.' } });
  const messages = z
    .array(z.object({ role: z.string(), content: z.string() }))
    .parse(at(body, 'input') ?? at(body, 'messages'));
  expect(messages.filter(({ role }) => role !== 'system')).toEqual([
    { role: 'user', content: plain.prompt },
    { role: 'user', content: 'Nothing came.' },
  ]);
});

test.each(protocols)('%s: the SDK is not told to repeat anything by itself', async (protocol) => {
  expect((await sent(protocol, plain)).headers['x-stainless-retry-count']).toBe('0');
});
