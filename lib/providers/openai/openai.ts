import OpenAI from 'openai';
import { checkKey } from '../check-key.ts';
import { createProbe } from '../probe.ts';
import type { ModelProvider } from '../provider.ts';
import { runCall } from '../run-call.ts';
import { type Fetch, safeFetch } from '../safe-fetch.ts';
import { defaultTimeoutMs, totalMsOf } from '../timeouts.ts';
import { createVoice, serviceName } from '../voice.ts';
import { readChat } from './chat.ts';
import { explainOpenAiError } from './errors.ts';
import { readResponses } from './responses.ts';

export interface OpenAiOptions {
  /** A server that needs no key gets any word. */
  apiKey: string;
  /** Null for OpenAI itself; otherwise the address before `/responses` or `/chat/completions`, mostly ending in `/v1`. */
  baseUrl: string | null;
  api: 'responses' | 'chat';
  model: string;
  /** What carries the requests, with the guard around it. */
  fetch: Fetch;
  /** Longest silence in milliseconds. */
  timeoutMs?: number;
}

/** OpenAI, and every server that speaks like it. */
export function createOpenAi({
  apiKey,
  baseUrl,
  api,
  model,
  fetch,
  timeoutMs = defaultTimeoutMs,
}: OpenAiOptions): ModelProvider {
  const client = createClient({ apiKey, baseUrl, fetch, timeoutMs });
  const voice = createVoice({ service: serviceName('OpenAI', baseUrl), model, apiKey });
  const explain = (error: unknown) => explainOpenAiError(error, Date.now());
  const read = api === 'responses' ? readResponses : readChat;
  const target = { model, official: isOfficial(baseUrl) };
  return {
    kind: 'model',
    id: 'openai',
    model,
    complete: (request, onText) =>
      runCall({
        request,
        model,
        voice,
        onText,
        explain,
        async read(draft, sent) {
          checkKey(apiKey);
          await read(client, target, sent, draft);
        },
      }),
    probe: createProbe({
      voice,
      explain,
      async list(signal) {
        checkKey(apiKey);
        return client.get<unknown>('/models', { signal });
      },
    }),
  };
}

/** Everything that the SDK would otherwise take from the environment, log or repeat by itself is set here. */
function createClient({ apiKey, baseUrl, fetch, timeoutMs }: Required<Omit<OpenAiOptions, 'api' | 'model'>>): OpenAI {
  const totalMs = totalMsOf(timeoutMs);
  return new OpenAI({
    // An empty key would send the SDK to look for one elsewhere; `checkKey` stops the call.
    apiKey: apiKey || 'missing',
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // The SDK's clock stops with the headers and cannot say why it rang; ours always rings first.
    timeout: totalMs,
    fetch: safeFetch(fetch, { idleMs: timeoutMs, totalMs }),
    logLevel: 'off',
  });
}

const isOfficial = (baseUrl: string | null) =>
  baseUrl === null || (URL.canParse(baseUrl) && /(^|\.)openai(\.azure)?\.com$/.test(new URL(baseUrl).hostname));
