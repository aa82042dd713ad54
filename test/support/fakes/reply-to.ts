import { anthropicError, anthropicMessages } from './anthropic-messages.ts';
import { openAiChat } from './openai-chat.ts';
import { openAiError, openAiResponses } from './openai-responses.ts';
import type { Scenario } from './scenario.ts';
import { jsonReply, streamReply, type WireReply } from './wire-reply.ts';

export const protocols = ['responses', 'chat', 'messages'] as const;
export type Protocol = (typeof protocols)[number];

export const refusalText = 'I cannot help with 192.0.2.99.';

/** What a provider sends in a scenario, in the words of its protocol. */
export function replyTo(protocol: Protocol, scenario: Scenario, model: string): WireReply {
  switch (scenario.kind) {
    case 'ok':
      return streamReply(finished(protocol, scenario.answer, model));
    case 'fenced':
      return streamReply(finished(protocol, `\`\`\`json\n${scenario.answer}\n\`\`\`\n`, model));
    case 'not-json':
      return streamReply(finished(protocol, 'The traffic looks normal to me.', model));
    case 'bad-schema':
      return streamReply(finished(protocol, '{"entirely":"different"}', model));
    case 'refusal':
      return streamReply(refused(protocol, model));
    case 'truncated':
      return streamReply(shortened(protocol, scenario.answer, model));
    case 'filtered':
      return streamReply(filtered(protocol, scenario.answer, model));
    case 'context-full':
      return streamReply(contextFull(protocol, scenario.answer, model));
    case 'failed':
      return streamReply(failed(protocol, model));
    case 'error-event':
      return streamReply(errorEvent(protocol, scenario.answer, model));
    case 'cut':
      return streamReply(cut(protocol, scenario.answer, model));
    case 'broken':
      return streamReply(cut(protocol, scenario.answer, model), { end: 'broken', pauseMs: 2 });
    case 'slow':
      return streamReply(finished(protocol, scenario.answer, model), { pauseMs: scenario.pauseMs });
    case 'stalled':
      return streamReply(cut(protocol, scenario.answer, model), { end: 'silent' });
    case 'no-answer':
      return { status: 0, headers: {}, pieces: [], pauseMs: 0, end: 'silent' };
    case 'bad-gateway':
      return page(502, '<html><body><h1>502 Bad Gateway</h1></body></html>');
    case 'web-page':
      return page(200, '<!doctype html><title>Welcome</title>');
    case 'redirect':
      return { ...page(307, ''), headers: { location: scenario.to } };
    default:
      return errorReply(protocol, scenario);
  }
}

type ErrorScenario = Extract<
  Scenario,
  {
    kind:
      | 'unauthorized'
      | 'unknown-model'
      | 'context'
      | 'rejected'
      | 'rate-limited'
      | 'quota'
      | 'server-error'
      | 'overloaded';
  }
>;

function errorReply(protocol: Protocol, scenario: ErrorScenario): WireReply {
  return protocol === 'messages' ? anthropicReply(scenario) : openAiReply(scenario);
}

function openAiReply(scenario: ErrorScenario): WireReply {
  switch (scenario.kind) {
    case 'unauthorized':
      return jsonReply(
        401,
        openAiError(`Incorrect API key provided: ${scenario.echo}.`, 'invalid_request_error', 'invalid_api_key'),
      );
    case 'unknown-model':
      return jsonReply(404, openAiError('The model does not exist.', 'invalid_request_error', 'model_not_found'));
    case 'context':
      return jsonReply(
        400,
        openAiError(
          'This model has a maximum context length of 8192 tokens.',
          'invalid_request_error',
          'context_length_exceeded',
        ),
      );
    case 'rejected':
      return jsonReply(400, openAiError(scenario.says, 'invalid_request_error', null));
    case 'rate-limited':
      return jsonReply(429, openAiError('Rate limit reached.', 'tokens', 'rate_limit_exceeded'), {
        'retry-after-ms': String(scenario.retryAfterMs),
      });
    case 'quota':
      return jsonReply(
        429,
        openAiError('You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
      );
    case 'server-error':
      return jsonReply(500, openAiError('The server had an error.', 'server_error', null));
    case 'overloaded':
      return jsonReply(503, openAiError('The engine is overloaded.', 'server_error', 'slow_down'));
  }
}

function anthropicReply(scenario: ErrorScenario): WireReply {
  switch (scenario.kind) {
    case 'unauthorized':
      return jsonReply(401, anthropicError('authentication_error', `invalid key ${scenario.echo}`));
    case 'unknown-model':
      return jsonReply(404, anthropicError('not_found_error', 'model: unknown'));
    case 'context':
      return jsonReply(
        400,
        anthropicError('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
      );
    case 'rejected':
      return jsonReply(400, anthropicError('invalid_request_error', scenario.says));
    case 'rate-limited':
      return jsonReply(429, anthropicError('rate_limit_error', 'Too many requests.'), {
        'retry-after-ms': String(scenario.retryAfterMs),
      });
    case 'quota':
      return jsonReply(402, anthropicError('billing_error', 'Your credit balance is too low.'));
    case 'server-error':
      return jsonReply(500, anthropicError('api_error', 'Internal server error.'));
    case 'overloaded':
      return jsonReply(529, anthropicError('overloaded_error', 'Overloaded.'));
  }
}

const page = (status: number, html: string): WireReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  pieces: [html],
  pauseMs: 0,
  end: 'clean',
});

type Writer = (text: string, model: string) => string[];
/** One way to say something in each of the protocols. */
const spoken =
  (ways: Record<Protocol, Writer>) =>
  (protocol: Protocol, text: string, model: string): string[] =>
    ways[protocol](text, model);

const finished = spoken({
  responses: openAiResponses.ok,
  chat: (text, model) => openAiChat.ended(text, model, 'stop'),
  messages: (text, model) => anthropicMessages.ended(text, model, 'end_turn'),
});

const shortened = spoken({
  responses: (text, model) => openAiResponses.incomplete(text, model, 'max_output_tokens'),
  chat: (text, model) => openAiChat.ended(text, model, 'length'),
  messages: (text, model) => anthropicMessages.ended(text, model, 'max_tokens'),
});

/** Anthropic has no filter beside its refusals. */
const filtered = spoken({
  responses: (text, model) => openAiResponses.incomplete(text, model, 'content_filter'),
  chat: (text, model) => openAiChat.ended(text, model, 'content_filter'),
  messages: (text, model) => anthropicMessages.refusal(text, model, 'general_harms'),
});

/** Only Anthropic tells a full context from a full answer. */
const contextFull = spoken({
  responses: (text, model) => openAiResponses.incomplete(text, model, 'max_output_tokens'),
  chat: (text, model) => openAiChat.ended(text, model, 'length'),
  messages: (text, model) => anthropicMessages.ended(text, model, 'model_context_window_exceeded'),
});

const errorEvent = spoken({
  responses: openAiResponses.errorEvent,
  chat: openAiChat.errorEvent,
  messages: (text, model) => anthropicMessages.errorEvent(text, model, 'overloaded_error'),
});

const cut = spoken({
  responses: openAiResponses.cut,
  chat: openAiChat.cut,
  messages: anthropicMessages.cut,
});

const refusedWith = spoken({
  responses: openAiResponses.refusal,
  chat: openAiChat.refusal,
  messages: (_text, model) => anthropicMessages.refusal('', model, 'cyber'),
});
const refused = (protocol: Protocol, model: string) => refusedWith(protocol, refusalText, model);

const failedWith = spoken({
  responses: (_text, model) => openAiResponses.failed(model),
  chat: openAiChat.errorEvent,
  messages: (text, model) => anthropicMessages.errorEvent(text, model, 'api_error'),
});
const failed = (protocol: Protocol, model: string) => failedWith(protocol, '', model);
