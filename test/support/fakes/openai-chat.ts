import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { openAiError } from './openai-responses.ts';
import { inPieces } from './wire-reply.ts';

type Choice = ChatCompletionChunk.Choice;

/** Streams of Chat Completions, chunk by chunk as the API sends them. */
export const openAiChat = {
  ended: (text: string, model: string, reason: 'stop' | 'length' | 'content_filter') => [
    ...written(text, model),
    chunk(model, {}, reason),
    usageChunk(model),
    done,
  ],
  refusal: (text: string, model: string) => [
    chunk(model, { role: 'assistant', refusal: '' }),
    chunk(model, { refusal: text }),
    chunk(model, {}, 'stop'),
    usageChunk(model),
    done,
  ],
  errorEvent: (text: string, model: string) => [
    ...written(text, model),
    data(openAiError('The server had an error.', 'server_error', null)),
  ],
  cut: (text: string, model: string) => written(text, model),
};

const data = (content: unknown) => `data: ${JSON.stringify(content)}\n\n`;
const done = 'data: [DONE]\n\n';

const written = (text: string, model: string) => [
  chunk(model, { role: 'assistant', content: '' }),
  ...inPieces(text).map((content) => chunk(model, { content })),
];

function chunk(model: string, delta: Choice['delta'], finish_reason: Choice['finish_reason'] = null): string {
  return data({ ...frame(model), choices: [{ index: 0, delta, logprobs: null, finish_reason }] });
}

function usageChunk(model: string): string {
  return data({
    ...frame(model),
    usage: {
      prompt_tokens: 120,
      completion_tokens: 42,
      total_tokens: 162,
      prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 10 },
    },
  } satisfies ChatCompletionChunk);
}

const frame = (model: string): ChatCompletionChunk => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1795219200,
  model,
  choices: [],
  usage: null,
});
