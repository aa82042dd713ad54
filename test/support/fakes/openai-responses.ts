import type OpenAI from 'openai';
import type {
  Response,
  ResponseOutputMessage,
  ResponseStreamEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';
import { inPieces } from './wire-reply.ts';

/** Streams of the Responses API, event by event as the API sends them. */
export const openAiResponses = {
  ok: (text: string, model: string) => [...opening(model), ...written(text), ...closing(text, model)],
  refusal(text: string, model: string) {
    const message = outputMessage('completed', { type: 'refusal', refusal: text });
    return [
      ...opening(model),
      event({ ...place, type: 'response.refusal.delta', delta: text }),
      event({ ...place, type: 'response.refusal.done', refusal: text }),
      event({
        type: 'response.completed',
        response: response(model, { status: 'completed', output: [message], usage }),
      }),
    ];
  },
  incomplete(text: string, model: string, reason: 'max_output_tokens' | 'content_filter') {
    const output = [outputMessage('incomplete', { type: 'output_text', annotations: [], text })];
    const ended = response(model, { status: 'incomplete', incomplete_details: { reason }, output, usage });
    return [...opening(model), ...written(text), event({ type: 'response.incomplete', response: ended })];
  },
  failed(model: string) {
    const error = { code: 'server_error', message: 'The model failed to produce an answer.' } as const;
    return [
      ...opening(model),
      event({ type: 'response.failed', response: response(model, { status: 'failed', error }) }),
    ];
  },
  errorEvent: (text: string, model: string) => [
    ...opening(model),
    ...written(text),
    event({ type: 'error', code: 'server_error', message: 'The server had an error.', param: null }),
  ],
  cut: (text: string, model: string) => [...opening(model), ...written(text)],
  /** The model first talks about its work in a message of its own, then answers. */
  withCommentary(commentary: string, text: string, model: string) {
    const aside: ResponseOutputMessage = {
      ...outputMessage('completed', { type: 'output_text', annotations: [], text: commentary }),
      phase: 'commentary',
    };
    const answer = outputMessage('completed', { type: 'output_text', annotations: [], text });
    const ended = response(model, { status: 'completed', output: [aside, answer], usage });
    return [
      ...opening(model),
      event({ type: 'response.output_item.added', output_index: 0, item: { ...aside, content: [] } }),
      event({ ...place, output_index: 0, type: 'response.output_text.delta', delta: commentary, logprobs: [] }),
      ...written(text),
      event({ type: 'response.completed', response: ended }),
    ];
  },
};

const place = { item_id: 'msg_1', output_index: 1, content_index: 0 };

const usage: ResponseUsage = {
  input_tokens: 120,
  input_tokens_details: { cached_tokens: 64, cache_write_tokens: 0 },
  output_tokens: 42,
  output_tokens_details: { reasoning_tokens: 10 },
  total_tokens: 162,
};

/** Every event of a stream carries its number; nothing reads it here, so all of them may be the same. */
type Unnumbered<Event> = Event extends unknown ? Omit<Event, 'sequence_number'> : never;

function event(content: Unnumbered<ResponseStreamEvent>): string {
  return `event: ${content.type}\ndata: ${JSON.stringify({ ...content, sequence_number: 0 })}\n\n`;
}

function opening(model: string): string[] {
  const begun = response(model, { status: 'in_progress' });
  return [
    event({ type: 'response.created', response: begun }),
    event({ type: 'response.in_progress', response: begun }),
    event({
      type: 'response.output_item.added',
      output_index: 0,
      item: { id: 'rs_1', type: 'reasoning', summary: [] },
    }),
    event({ type: 'response.output_item.done', output_index: 0, item: { id: 'rs_1', type: 'reasoning', summary: [] } }),
    event({
      type: 'response.output_item.added',
      output_index: 1,
      item: { id: 'msg_1', type: 'message', status: 'in_progress', role: 'assistant', content: [] },
    }),
  ];
}

function written(text: string): string[] {
  return [
    event({ ...place, type: 'response.content_part.added', part: { type: 'output_text', annotations: [], text: '' } }),
    ...inPieces(text).map((delta) => event({ ...place, type: 'response.output_text.delta', delta, logprobs: [] })),
  ];
}

function closing(text: string, model: string): string[] {
  const part = { type: 'output_text', annotations: [], text } as const;
  const item = outputMessage('completed', { ...part, annotations: [] });
  return [
    event({ ...place, type: 'response.output_text.done', text, logprobs: [] }),
    event({ ...place, type: 'response.content_part.done', part: { ...part, annotations: [] } }),
    event({ type: 'response.output_item.done', output_index: 1, item }),
    event({ type: 'response.completed', response: response(model, { status: 'completed', output: [item], usage }) }),
  ];
}

function outputMessage(
  status: ResponseOutputMessage['status'],
  part: ResponseOutputMessage['content'][number],
): ResponseOutputMessage {
  return { id: 'msg_1', type: 'message', status, role: 'assistant', content: [part] };
}

function response(model: string, rest: Partial<Response>): Response {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1795219200,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model,
    output: [],
    output_text: '',
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    ...rest,
  };
}

/** The list of models, the same for both of OpenAI's interfaces. */
export const openAiModels = (ids: readonly string[]) => ({
  object: 'list',
  data: ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'openai' }) satisfies OpenAI.Model),
});

/** The body of an error reply, the same for both of OpenAI's interfaces. */
export const openAiError = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
});
