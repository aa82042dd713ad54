import type Anthropic from '@anthropic-ai/sdk';
import type {
  Message,
  RawMessageDeltaEvent,
  RawMessageStreamEvent,
  RefusalStopDetails,
  StopReason,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { inPieces } from './wire-reply.ts';

/** Streams of the Messages API, event by event as the API sends them, thoughts and pings included. */
export const anthropicMessages = {
  ended: (text: string, model: string, reason: StopReason) => [
    ...written(text, model),
    event({ type: 'content_block_stop', index: 1 }),
    ...closing(reason, null),
  ],
  /** Refused in the middle of `text`, or before a word of it when it is empty. */
  refusal(text: string, model: string, category: RefusalStopDetails['category']) {
    const explanation = 'This request was not answered under the usage policy.';
    return [
      ...(text === '' ? [started(model)] : written(text, model)),
      ...closing('refusal', { type: 'refusal', category, explanation }),
    ];
  },
  errorEvent: (text: string, model: string, type: 'overloaded_error' | 'api_error') => [
    ...written(text, model),
    `event: error\ndata: ${JSON.stringify(anthropicError(type, 'The service cannot go on.'))}\n\n`,
  ],
  cut: (text: string, model: string) => written(text, model),
};

function event(content: RawMessageStreamEvent): string {
  // The SDK skips data without the name of its event.
  return `event: ${content.type}\ndata: ${JSON.stringify(content)}\n\n`;
}

const started = (model: string) => event({ type: 'message_start', message: message(model) });

function written(text: string, model: string): string[] {
  return [
    started(model),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } }),
    event({ type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Let me see.' } }),
    event({ type: 'content_block_stop', index: 0 }),
    'event: ping\ndata: {"type":"ping"}\n\n',
    event({ type: 'content_block_start', index: 1, content_block: { type: 'text', text: '', citations: null } }),
    ...inPieces(text).map((piece) =>
      event({ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: piece } }),
    ),
  ];
}

function closing(stop_reason: StopReason, stop_details: RefusalStopDetails | null): string[] {
  const delta: RawMessageDeltaEvent.Delta = { stop_reason, stop_sequence: null, stop_details, container: null };
  const usage: RawMessageDeltaEvent['usage'] = {
    input_tokens: null,
    cache_creation_input_tokens: null,
    cache_read_input_tokens: null,
    output_tokens: 42,
    output_tokens_details: { thinking_tokens: 10 },
    server_tool_use: null,
  };
  return [event({ type: 'message_delta', delta, usage }), event({ type: 'message_stop' })];
}

function message(model: string): Message {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: 46,
      cache_creation_input_tokens: 10,
      cache_read_input_tokens: 64,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: 'global',
      speed: 'standard',
    },
  };
}

export const anthropicModels = (ids: readonly string[]) => ({
  data: ids.map(
    (id) =>
      ({
        type: 'model',
        id,
        display_name: id,
        created_at: '2026-01-01T00:00:00Z',
        lifecycle: 'active',
      }) satisfies Partial<Anthropic.ModelInfo>,
  ),
  has_more: false,
  first_id: ids[0] ?? null,
  last_id: ids.at(-1) ?? null,
});

/** The body of an error reply, and the data of an error event. */
export function anthropicError(type: Anthropic.ErrorObject['type'], message: string) {
  return { type: 'error', error: { type, message }, request_id: 'req_1' } satisfies Anthropic.ErrorResponse;
}
