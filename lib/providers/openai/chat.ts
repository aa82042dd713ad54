import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { ModelRequest } from '../provider.ts';
import type { Draft, Ending } from '../run-call.ts';

/**
 * Sends a request to Chat Completions, the API that every compatible server speaks, and fills the draft. `official` is
 * whether OpenAI itself is asked, who understands every key.
 */
export async function readChat(
  client: OpenAI,
  { model, official }: { model: string; official: boolean },
  request: ModelRequest,
  draft: Draft,
): Promise<void> {
  const body = chatBody(model, request);
  // OpenAI keeps answers unless told not to; some other servers refuse a key that they do not know.
  const stream = await client.chat.completions.create(official ? { ...body, store: false } : body, {
    signal: request.signal,
  });
  let refusal = '';
  // Read on after the finish reason: the usage comes in a chunk of its own behind it.
  for await (const raw of stream) {
    draft.events += 1;
    const chunk = Chunk.safeParse(raw).data;
    if (!chunk) continue;
    draft.model = chunk.model ?? draft.model;
    draft.usage = chunk.usage ?? draft.usage;
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    refusal += choice.delta?.refusal ?? '';
    if (!draft.hear(choice.delta?.content ?? '')) return;
    if (choice.finish_reason) draft.ending = endingOf(choice.finish_reason, refusal);
  }
  if (refusal !== '' && draft.text === '') draft.text = refusal;
}

/** The body of a request. No temperature: newer models refuse it. */
function chatBody(model: string, request: ModelRequest): ChatCompletionCreateParamsStreaming {
  const { name, strict, schema } = zodResponseFormat(request.schema, request.schemaName).json_schema;
  return {
    model,
    messages: [
      { role: 'system', content: request.system },
      { role: 'user', content: request.prompt },
      ...(request.repair?.previous ? [{ role: 'assistant' as const, content: request.repair.previous }] : []),
      ...(request.repair ? [{ role: 'user' as const, content: request.repair.complaint }] : []),
    ],
    response_format: { type: 'json_schema', json_schema: { name, strict, schema } },
    stream: true,
    stream_options: { include_usage: true },
  };
}

const Usage = z
  .object({ prompt_tokens: z.number().int().nonnegative(), completion_tokens: z.number().int().nonnegative() })
  .transform((usage) => ({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }));

/** What is read of a chunk. Every part may be missing: servers that imitate this API leave out what they like. */
const Chunk = z.object({
  model: z.string().nullish().catch(null),
  usage: Usage.nullish().catch(null),
  choices: z
    .array(
      z.object({
        delta: z
          .object({ content: z.string().nullish().catch(null), refusal: z.string().nullish().catch(null) })
          .nullish()
          .catch(null),
        finish_reason: z.string().nullish().catch(null),
      }),
    )
    .nullish()
    .catch(null),
});

/** Servers have words of their own for a plain end (`eos`, `stop_sequence`); only the bad ends are told apart. */
function endingOf(finishReason: string, refusal: string): Ending {
  switch (finishReason) {
    case 'length':
      return { state: 'truncated' };
    case 'content_filter':
      return { state: 'filtered' };
    case 'error':
      return { state: 'error', error: { status: null, codes: [], text: '', retryAfterMs: null } };
    default:
      return refusal === '' ? { state: 'complete' } : { state: 'refusal', category: null };
  }
}
