import type { Config } from '#lib/config.ts';
import type { RunOptions } from '#lib/investigate.ts';
import { AppError } from '#lib/model/app-error.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { caseSecrets } from '#lib/privacy/case-secrets.ts';
import { guardedFetch } from '#lib/privacy/guarded-fetch.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { createProvider, isLoopback } from '#lib/providers/providers.ts';

export interface Choice {
  /** The configured one where nothing is said: `offline`, unless the environment names another. */
  provider?: string;
  model?: string;
}

/**
 * Who writes the steps of an investigation, and what of it they may see: the one place where providers, mask and guard
 * come together, for the command line and the web alike. Whatever is masked also passes the guard before it leaves.
 * Throws `provider-unknown`, `provider-key`, or `mask-required` where values would leave this machine as they are.
 */
export function composeRun(
  config: Config,
  { provider: id = config.provider, model }: Choice,
  investigation: Investigation,
): Pick<RunOptions, 'provider' | 'mask'> {
  const mask = id === 'offline' ? 'strict' : config.mask;
  if (mask === 'off' && !staysHere(config, id)) {
    throw new AppError('mask-required', {
      detail: 'FLOWCASE_MASK is off.',
      hint: 'Set FLOWCASE_MASK=strict, or a base URL on this machine for this provider.',
    });
  }
  const open = (input: string | URL | Request, init?: RequestInit) => fetch(input, init);
  const provider = createProvider({
    id,
    model: model ?? null,
    config,
    fetch: mask === 'off' ? open : guardedFetch(open, caseSecrets(investigation)),
    offline,
  });
  return { provider, mask };
}

// A provider that is not known has no base URL; `createProvider` says so in its own words.
function staysHere(config: Config, id: string): boolean {
  return id === 'openai' || id === 'anthropic' ? isLoopback(config[id].baseUrl) : true;
}
