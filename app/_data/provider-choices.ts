import type { Config } from '#lib/config.ts';
import { defaultModels, isLoopback } from '#lib/providers/providers.ts';

/** One way to have the steps written, as the run bar offers it. */
export interface ProviderChoice {
  id: 'offline' | 'openai' | 'anthropic';
  name: string;
  /** The model that is asked unless another is named; null where there is none to ask. */
  model: string | null;
  /** Whether it can run, or what is missing. */
  state: { kind: 'ready' } | { kind: 'missing'; variable: string };
  /** Where the text goes: nowhere, to this machine, or to a host by name. */
  destination: { kind: 'nowhere' } | { kind: 'this-machine' } | { kind: 'remote'; host: string };
  masked: boolean;
  /** Chosen when the page opens. */
  preferred: boolean;
}

/** The three authors of the steps in the order of how little leaves the machine. Never tells a key. */
export function providerChoices(config: Config): ProviderChoice[] {
  return [
    {
      id: 'offline',
      name: 'Written by rules',
      model: null,
      state: { kind: 'ready' },
      destination: { kind: 'nowhere' },
      masked: false,
      preferred: config.provider === 'offline',
    },
    remote(config, 'openai', 'OpenAI', 'api.openai.com', 'OPENAI_API_KEY'),
    remote(config, 'anthropic', 'Anthropic', 'api.anthropic.com', 'ANTHROPIC_API_KEY'),
  ];
}

function remote(
  config: Config,
  id: 'openai' | 'anthropic',
  name: string,
  usualHost: string,
  variable: string,
): ProviderChoice {
  const { apiKey, baseUrl } = config[id];
  const local = isLoopback(baseUrl);
  return {
    id,
    name,
    // The setting names one model, and it belongs to the provider that was chosen with it.
    model: (config.provider === id ? config.model : null) ?? defaultModels[id],
    state: apiKey !== null || local ? { kind: 'ready' } : { kind: 'missing', variable },
    destination: local
      ? { kind: 'this-machine' }
      : { kind: 'remote', host: baseUrl === null ? usualHost : new URL(baseUrl).host },
    masked: config.mask === 'strict' || !local,
    preferred: config.provider === id,
  };
}
