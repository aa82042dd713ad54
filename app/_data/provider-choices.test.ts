import { expect, test } from 'vitest';
import { readConfig } from '#lib/config.ts';
import { providerChoices } from './provider-choices.ts';

const choices = (environment: Record<string, string>) =>
  Object.fromEntries(providerChoices(readConfig(environment)).map((choice) => [choice.id, choice]));

test('without any setting: rules are preferred, and each model says which key is missing', () => {
  const { offline, openai, anthropic } = choices({});
  expect(offline).toMatchObject({ preferred: true, state: { kind: 'ready' }, destination: { kind: 'nowhere' } });
  expect(openai?.state).toEqual({ kind: 'missing', variable: 'OPENAI_API_KEY' });
  expect(anthropic?.state).toEqual({ kind: 'missing', variable: 'ANTHROPIC_API_KEY' });
});

test('a key makes a provider ready and changes nothing else', () => {
  const { offline, anthropic } = choices({ ANTHROPIC_API_KEY: 'secret-key' });
  expect(offline?.preferred).toBe(true);
  expect(anthropic).toMatchObject({
    state: { kind: 'ready' },
    preferred: false,
    masked: true,
    destination: { kind: 'remote', host: 'api.anthropic.com' },
  });
  expect(JSON.stringify(anthropic)).not.toContain('secret-key');
});

test('the configured model belongs to the configured provider', () => {
  const { openai, anthropic } = choices({ FLOWCASE_PROVIDER: 'openai', FLOWCASE_MODEL: 'small', OPENAI_API_KEY: 'k' });
  expect(openai).toMatchObject({ preferred: true, model: 'small' });
  expect(anthropic?.model).not.toBe('small');
});

test('a model on this machine needs no key; it is masked unless that was switched off', () => {
  const local = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
  expect(choices(local).openai).toMatchObject({
    state: { kind: 'ready' },
    destination: { kind: 'this-machine' },
    masked: true,
  });
  expect(choices({ ...local, FLOWCASE_MASK: 'off' }).openai?.masked).toBe(false);
});

test('masking cannot be off for a host elsewhere, and its name is shown', () => {
  const { openai } = choices({ OPENAI_BASE_URL: 'https://gateway.example:8443/v1', FLOWCASE_MASK: 'off' });
  expect(openai).toMatchObject({ masked: true, destination: { kind: 'remote', host: 'gateway.example:8443' } });
});
