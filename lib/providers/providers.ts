import type { Config } from '#lib/config.ts';
import { AppError } from '#lib/model/app-error.ts';
import { createAnthropic } from './anthropic/anthropic.ts';
import { createOpenAi } from './openai/openai.ts';
import type { ComputedProvider, Provider } from './provider.ts';
import type { Fetch } from './safe-fetch.ts';
import { defaultTimeoutMs } from './timeouts.ts';

/** Where nobody names a model: capable enough to weigh evidence, cheap enough for four calls a case. */
export const defaultModels = { openai: 'gpt-5.6-terra', anthropic: 'claude-sonnet-5-5' } as const;

/** A model on one's own machine may first have to be read from disk. */
const localTimeoutMs = 5 * defaultTimeoutMs;

/** Local servers take any key, but the SDKs want one. */
const anyKey = 'none-needed';

export interface ProviderRequest {
  /** `offline`, `openai` or `anthropic`. */
  id: string;
  /** Null for the configured model, or the default of the provider. */
  model: string | null;
  config: Pick<Config, 'openai' | 'anthropic' | 'provider' | 'model'>;
  /** Carries every request of the provider; the guard stands in it. */
  fetch: Fetch;
  offline: ComputedProvider;
}

/** The provider by its name. Throws `provider-unknown`, or `provider-key` naming the variable that is not set. */
export function createProvider({ id, model, config, fetch, offline }: ProviderRequest): Provider {
  switch (id) {
    case 'offline':
      return offline;
    case 'openai': {
      const { api, baseUrl } = config.openai;
      return createOpenAi({
        ...connection({ ...config.openai, service: 'OpenAI', variable: 'OPENAI' }),
        baseUrl,
        api,
        model: model ?? configuredModel(id, config) ?? defaultModels.openai,
        fetch,
      });
    }
    case 'anthropic':
      return createAnthropic({
        ...connection({ ...config.anthropic, service: 'Anthropic', variable: 'ANTHROPIC' }),
        baseUrl: config.anthropic.baseUrl,
        model: model ?? configuredModel(id, config) ?? defaultModels.anthropic,
        fetch,
      });
    default:
      throw new AppError('provider-unknown', {
        detail: `«${id.slice(0, 40)}» is none of them.`,
        hint: 'Choose offline, openai or anthropic.',
      });
  }
}

/** True for an address that never leaves this machine: `localhost`, 127.0.0.0/8 and ::1, over http or https. */
export function isLoopback(baseUrl: string | null): boolean {
  if (baseUrl === null || !URL.canParse(baseUrl)) return false;
  const { hostname, protocol } = new URL(baseUrl);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  // The platform has written every spelling of an IPv4 address as four numbers by now.
  return /^(?:(?:.+\.)?localhost\.?|127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(hostname);
}

interface Connection {
  apiKey: string | null;
  baseUrl: string | null;
  service: string;
  /** What the environment variables begin with. */
  variable: string;
}

function connection({ apiKey, baseUrl, service, variable }: Connection): { apiKey: string; timeoutMs: number } {
  const local = isLoopback(baseUrl);
  if (apiKey === null && !local) {
    throw new AppError('provider-key', {
      detail: `${service} needs ${variable}_API_KEY.`,
      hint: `Set ${variable}_API_KEY in the environment, point ${variable}_BASE_URL at a server on this machine, or go on with the provider offline.`,
    });
  }
  return { apiKey: apiKey ?? anyKey, timeoutMs: local ? localTimeoutMs : defaultTimeoutMs };
}

/** A configured model belongs to the configured provider; with `offline` configured, to whichever is chosen instead. */
function configuredModel(id: string, { provider, model }: Pick<Config, 'provider' | 'model'>): string | null {
  return provider === id || provider === 'offline' ? model : null;
}
