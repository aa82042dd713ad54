import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { composeRun } from '#lib/compose.ts';
import { readConfig } from '#lib/config.ts';
import type { ModelRequest, Provider } from '#lib/providers/provider.ts';
import { sampleInvestigation } from '../test/support/sample-investigation.ts';

const investigation = sampleInvestigation();
const key = 'sk-test-000000000000000000000000';
const compose = (environment: Record<string, string>, choice: Parameters<typeof composeRun>[1] = {}) =>
  composeRun(readConfig(environment), choice, investigation);

describe('composeRun', () => {
  afterEach(() => vi.restoreAllMocks());

  it('without a choice the program writes by itself, though a key is there', () => {
    expect(compose({ OPENAI_API_KEY: key })).toMatchObject({ provider: { kind: 'computed', id: 'offline' } });
  });

  it('takes the configured provider, and the asked one before it', () => {
    const environment = {
      OPENAI_API_KEY: key,
      ANTHROPIC_API_KEY: key,
      FLOWCASE_PROVIDER: 'openai',
      FLOWCASE_MODEL: 'm-1',
    };
    expect(compose(environment)).toMatchObject({ provider: { id: 'openai', model: 'm-1' }, mask: 'strict' });
    expect(compose(environment, { provider: 'anthropic', model: 'm-2' })).toMatchObject({
      provider: { id: 'anthropic', model: 'm-2' },
    });
    expect(compose(environment, { provider: 'offline' })).toMatchObject({ provider: { id: 'offline' } });
  });

  it.each([
    ['an unknown provider', {}, { provider: 'nonsense' }, 'provider-unknown'],
    ['an unknown provider with the mask off', { FLOWCASE_MASK: 'off' }, { provider: 'nonsense' }, 'provider-unknown'],
    ['a provider without a key', {}, { provider: 'openai' }, 'provider-key'],
    [
      'the mask off for a remote provider',
      { OPENAI_API_KEY: key, FLOWCASE_MASK: 'off' },
      { provider: 'openai' },
      'mask-required',
    ],
    [
      'the mask off for a base URL that only looks local',
      { OPENAI_API_KEY: key, FLOWCASE_MASK: 'off', OPENAI_BASE_URL: 'http://localhost.evil.example/v1' },
      { provider: 'openai' },
      'mask-required',
    ],
  ])('refuses %s', (_, environment, choice, code) => {
    expect(() => compose(environment, choice)).toThrow(expect.objectContaining({ code }));
  });

  it('a request that still names an address of the case never leaves', async () => {
    const sent = network();
    const { provider } = compose({ OPENAI_API_KEY: key }, { provider: 'openai' });
    const reply = await ask(provider, 'Tell me about 203.0.113.45.');
    expect(reply.outcome).toBe('blocked-by-guard');
    expect(sent).not.toHaveBeenCalled();
    await ask(provider, 'Tell me about EX01H001.');
    expect(sent).toHaveBeenCalledOnce();
  });

  it('on this machine, with the mask off, it goes as it is', async () => {
    const sent = network();
    const local = { FLOWCASE_MASK: 'off', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    const { provider, mask } = compose(local, { provider: 'openai' });
    expect(mask).toBe('off');
    await ask(provider, 'Tell me about 203.0.113.45.');
    expect(sent).toHaveBeenCalledOnce();
  });
});

/** A network that refuses every connection, and remembers that it was asked. */
const network = () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));

async function ask(provider: Provider, prompt: string) {
  if (provider.kind !== 'model') throw new Error('a model was expected');
  const request: ModelRequest = {
    step: 'baseline',
    system: 'You are asked for one word.',
    prompt,
    repair: null,
    schema: z.object({ word: z.string() }),
    schemaName: 'word',
    signal: new AbortController().signal,
  };
  return await provider.complete(request, () => {});
}
