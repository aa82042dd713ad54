import Anthropic from '@anthropic-ai/sdk';
import { checkKey } from '../check-key.ts';
import { createProbe } from '../probe.ts';
import type { ModelProvider } from '../provider.ts';
import { runCall } from '../run-call.ts';
import { type Fetch, safeFetch } from '../safe-fetch.ts';
import { defaultTimeoutMs, totalMsOf } from '../timeouts.ts';
import { createVoice, serviceName } from '../voice.ts';
import { explainAnthropicError } from './errors.ts';
import { readMessages } from './messages.ts';

export interface AnthropicOptions {
  /** A server that needs no key gets any word. */
  apiKey: string;
  /** Null for Anthropic itself; otherwise the address of a server that speaks like it, with or without `/v1`. */
  baseUrl: string | null;
  model: string;
  /** What carries the requests, with the guard around it. */
  fetch: Fetch;
  /** Longest silence in milliseconds. */
  timeoutMs?: number;
}

/** Anthropic, and every server that speaks like it. */
export function createAnthropic({
  apiKey,
  baseUrl,
  model,
  fetch,
  timeoutMs = defaultTimeoutMs,
}: AnthropicOptions): ModelProvider {
  const client = createClient({ apiKey, baseUrl, fetch, timeoutMs });
  const voice = createVoice({ service: serviceName('Anthropic', baseUrl), model, apiKey });
  const explain = (error: unknown) => explainAnthropicError(error, Date.now());
  return {
    kind: 'model',
    id: 'anthropic',
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
          await readMessages(client, model, sent, draft);
        },
      }),
    probe: createProbe({
      voice,
      explain,
      async list(signal) {
        checkKey(apiKey);
        return client.get<unknown>('/v1/models', { query: { limit: 1000 }, signal });
      },
    }),
  };
}

/** Everything that the SDK would otherwise take from the environment or from disk, log, trace or repeat by itself is set here. */
function createClient({ apiKey, baseUrl, fetch, timeoutMs }: Required<Omit<AnthropicOptions, 'model'>>): Anthropic {
  const totalMs = totalMsOf(timeoutMs);
  return new Anthropic({
    // An empty key would send the SDK to look for one elsewhere; `checkKey` stops the call.
    apiKey: apiKey || 'missing',
    // The SDK puts the version into every path; a base URL that ends in it would have it twice.
    baseURL: (baseUrl ?? 'https://api.anthropic.com').replace(/\/+$/, '').replace(/\/v1$/, ''),
    webhookKey: null,
    maxRetries: 0,
    // The SDK's clock stops with the headers and cannot say why it rang; ours always rings first.
    timeout: totalMs,
    fetch: safeFetch(fetch, { idleMs: timeoutMs, totalMs }),
    logLevel: 'off',
    openTelemetry: false,
  });
}
