import type Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { z } from 'zod';
import type { StepId } from '#lib/model/steps.ts';
import type { ModelRequest } from '../provider.ts';
import type { Draft, Ending } from '../run-call.ts';

/** Several times what a step's answer takes, as thoughts count as output; the most that older models accept. */
const outputTokensMax = 16_000;

/** The two steps that weigh evidence get more thought than the two that word it. */
const effort: Record<StepId, 'low' | 'medium'> = {
  baseline: 'low',
  anomalies: 'medium',
  attack: 'medium',
  report: 'low',
};

/** Sends a request to the Messages API and fills the draft until the message says that it is over. */
export async function readMessages(
  client: Anthropic,
  model: string,
  request: ModelRequest,
  draft: Draft,
): Promise<void> {
  const stream = await client.messages.create(messagesBody(model, request), { signal: request.signal });
  let usage: UsagePart = {};
  for await (const raw of stream) {
    draft.events += 1;
    const event = StreamEvent.safeParse(raw).data;
    if (!event) continue;
    draft.model = event.message?.model ?? draft.model;
    usage = { ...usage, ...present(event.message?.usage), ...present(event.usage) };
    draft.usage = { inputTokens: inputTokens(usage), outputTokens: usage.output_tokens ?? 0 };
    if (event.delta?.type === 'text_delta' && !draft.hear(event.delta.text)) return;
    if (event.delta?.stop_reason) {
      draft.ending = endingOf(event.delta.stop_reason, event.delta.stop_details?.category ?? null);
    }
    if (event.type === 'message_stop') return;
  }
}

/** The body of a request. The system text is the same for every case, so it is cached. Sampling has no knobs any more. */
function messagesBody(model: string, request: ModelRequest): MessageCreateParamsStreaming {
  const { type, schema } = zodOutputFormat(request.schema);
  return {
    model,
    max_tokens: outputTokensMax,
    system: [{ type: 'text', text: request.system, cache_control: { type: 'ephemeral' } }],
    messages: [
      { role: 'user', content: request.prompt },
      ...(request.repair?.previous ? [{ role: 'assistant' as const, content: request.repair.previous }] : []),
      ...(request.repair ? [{ role: 'user' as const, content: request.repair.complaint }] : []),
    ],
    // This API has no field for the name of a schema; its title says as much.
    output_config: { format: { type, schema: { title: request.schemaName, ...schema } }, effort: effort[request.step] },
    stream: true,
  };
}

const tokens = z.number().int().nonnegative().optional().catch(undefined);
const UsagePart = z.object({
  input_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_read_input_tokens: tokens,
  output_tokens: tokens,
});
type UsagePart = z.infer<typeof UsagePart>;

/** What is read of an event. Every part may be missing: gateways that imitate this API leave out what they like. */
const StreamEvent = z.object({
  type: z.string(),
  message: z
    .object({ model: z.string().optional().catch(undefined), usage: UsagePart.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  delta: z
    .object({
      type: z.string().optional().catch(undefined),
      text: z.string().catch(''),
      stop_reason: z.string().nullish().catch(null),
      stop_details: z.object({ category: z.string().nullish() }).nullish().catch(null),
    })
    .optional()
    .catch(undefined),
  usage: UsagePart.optional().catch(undefined),
});

/** Later events repeat some of the counts, the whole of each so far, and send null for the rest. */
const present = (part: UsagePart | undefined): UsagePart =>
  Object.fromEntries(Object.entries(part ?? {}).filter(([, count]) => count !== undefined));

const inputTokens = (usage: UsagePart) =>
  (usage.input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);

function endingOf(stopReason: string, category: string | null): Ending {
  switch (stopReason) {
    case 'refusal':
      return { state: 'refusal', category };
    case 'max_tokens':
      return { state: 'truncated' };
    case 'model_context_window_exceeded':
      return { state: 'context-full' };
    default:
      return { state: 'complete' };
  }
}
