import type OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { z } from 'zod';
import type { ModelRequest } from '../provider.ts';
import type { Draft, Ending } from '../run-call.ts';

/** Several times what a step's answer takes, as thoughts count as output; the most that older models accept. */
const outputTokensMax = 16_000;

/** Sends a request to the Responses API and fills the draft until the response says that it is over. */
export async function readResponses(
  client: OpenAI,
  { model }: { model: string },
  request: ModelRequest,
  draft: Draft,
): Promise<void> {
  const stream = await client.responses.create(responsesBody(model, request), { signal: request.signal });
  /** Positions of messages in which the model talks about its work instead of answering. */
  const commentary = new Set<number>();
  for await (const raw of stream) {
    draft.events += 1;
    const event = StreamEvent.safeParse(raw).data;
    if (!event) continue;
    if (event.item?.phase === 'commentary') commentary.add(event.output_index);
    if (event.type === 'response.output_text.delta' && !commentary.has(event.output_index)) {
      if (!draft.hear(event.delta)) return;
    }
    // This SDK hands the error of a stream over as an event like any other.
    if (event.type === 'error') {
      draft.ending = spokenError(event.code, event.message);
      return;
    }
    if (event.response) {
      draft.model = event.response.model ?? draft.model;
      draft.usage = event.response.usage ?? draft.usage;
      draft.ending = endingOf(event.type, event.response);
      if (draft.ending) {
        draft.text = answerText(event.response) || draft.text;
        return;
      }
    }
  }
}

/** The body of a request. `store: false`: logs are not kept beyond the call. No temperature: newer models refuse it. */
function responsesBody(model: string, request: ModelRequest): ResponseCreateParamsStreaming {
  const { type, name, strict, schema } = zodTextFormat(request.schema, request.schemaName);
  return {
    model,
    instructions: request.system,
    input: [
      { role: 'user', content: request.prompt },
      ...(request.repair?.previous ? [{ role: 'assistant' as const, content: request.repair.previous }] : []),
      ...(request.repair ? [{ role: 'user' as const, content: request.repair.complaint }] : []),
    ],
    text: { format: { type, name, strict, schema } },
    max_output_tokens: outputTokensMax,
    store: false,
    stream: true,
  };
}

const text = z.string().catch('');
const Usage = z
  .object({ input_tokens: z.number().int().nonnegative(), output_tokens: z.number().int().nonnegative() })
  .transform((usage) => ({ inputTokens: usage.input_tokens, outputTokens: usage.output_tokens }));

/** What is read of a response. Every part may be missing: servers that imitate this API leave out what they like. */
const ResponseBody = z.object({
  model: z.string().nullish().catch(null),
  usage: Usage.nullish().catch(null),
  incomplete_details: z.object({ reason: text }).nullish().catch(null),
  error: z.object({ code: text, message: text }).nullish().catch(null),
  output: z
    .array(
      z.object({
        phase: z.string().nullish().catch(null),
        content: z
          .array(z.object({ type: text, text, refusal: text }))
          .nullish()
          .catch(null),
      }),
    )
    .catch([]),
});
type ResponseBody = z.infer<typeof ResponseBody>;

const StreamEvent = z.object({
  type: z.string(),
  delta: text,
  output_index: z.number().catch(-1),
  item: z.object({ phase: z.string().nullish() }).nullish().catch(null),
  response: ResponseBody.nullish().catch(null),
  code: text,
  message: text,
});

function endingOf(type: string, response: ResponseBody): Ending | null {
  switch (type) {
    case 'response.completed':
      return parts(response).some((part) => part.type === 'refusal')
        ? { state: 'refusal', category: null }
        : { state: 'complete' };
    case 'response.incomplete':
      return { state: response.incomplete_details?.reason === 'content_filter' ? 'filtered' : 'truncated' };
    case 'response.failed':
      return spokenError(response.error?.code ?? '', response.error?.message ?? '');
    default:
      return null;
  }
}

const spokenError = (code: string, message: string): Ending => ({
  state: 'error',
  error: { status: null, codes: [code], text: message, retryAfterMs: null },
});

/** The whole answer as the last event repeats it, or what the model said instead of one. */
const answerText = (response: ResponseBody) =>
  parts(response)
    .map((part) => part.text || part.refusal)
    .join('');

const parts = (response: ResponseBody) =>
  response.output.flatMap((item) => (item.phase === 'commentary' ? [] : (item.content ?? [])));
