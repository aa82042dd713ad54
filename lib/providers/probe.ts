import { z } from 'zod';
import type { ModelProvider } from './provider.ts';
import { type Breakage, describeBreakage } from './run-call.ts';
import type { Voice } from './voice.ts';

export interface ProbeOptions {
  voice: Voice;
  /** The body of the provider's list of models. */
  list(signal: AbortSignal): Promise<unknown>;
  explain(error: unknown): Breakage | null;
}

/** Asks for the list of models: the cheapest call that needs the address, the protocol and the key to be right. */
export function createProbe({ voice, list, explain }: ProbeOptions): ModelProvider['probe'] {
  return async (signal) => {
    try {
      const parsed = ModelList.safeParse(await list(signal));
      if (!parsed.success) return { outcome: 'invalid-json', message: noList, models: [] };
      const models = parsed.data.data.filter(({ lifecycle }) => lifecycle !== 'retired').map(({ id }) => id);
      models.sort();
      return { outcome: 'ok', message: voice.reached(models), models };
    } catch (error) {
      if (signal.aborted) return { outcome: 'aborted', message: 'Stopped.', models: [] };
      const breakage = explain(error);
      if (breakage === null) throw error;
      return { ...describeBreakage(breakage, voice, null), models: [] };
    }
  };
}

/** Both protocols list models in the same way; `lifecycle` is Anthropic's. */
const ModelList = z.object({ data: z.array(z.object({ id: z.string(), lifecycle: z.string().nullish() })) });

const noList = 'Something answers at the base URL, but not with a list of models.';
