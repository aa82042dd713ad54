import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/model/app-error.ts';
import { readConfig } from '../config.ts';
import type { ComputedProvider } from './provider.ts';
import { createProvider, isLoopback } from './providers.ts';

const offline: ComputedProvider = { kind: 'computed', id: 'offline', model: null, write: () => ({}) };

function create(id: string, environment: Record<string, string>, model: string | null = null) {
  const sent: { url: string; authorization: string | null }[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    sent.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') });
    return Response.json({ data: [] });
  };
  return { provider: createProvider({ id, model, config: readConfig(environment), fetch, offline }), sent };
}

describe('createProvider', () => {
  test('offline is the computed provider, with or without keys', () => {
    expect(create('offline', { OPENAI_API_KEY: 'sk-1' }).provider).toBe(offline);
  });

  test('a name that is none is an error that lists them', () => {
    expect(() => create('gemini', {})).toThrow(AppError);
    expect(() => create('gemini', {})).toThrow('«gemini»');
  });

  test.each([
    ['openai', 'OPENAI_API_KEY'],
    ['anthropic', 'ANTHROPIC_API_KEY'],
  ])('%s without a key names %s', (id, variable) => {
    expect(() => create(id, {})).toThrow(
      expect.objectContaining({ code: 'provider-key', message: expect.stringContaining(variable) }),
    );
  });

  test('a server elsewhere needs a key too', () => {
    expect(() => create('openai', { OPENAI_BASE_URL: 'https://models.example/v1' })).toThrow('OPENAI_API_KEY');
  });

  test.each([
    ['openai', 'OPENAI_BASE_URL', 'http://127.0.0.1:11434/v1'],
    ['anthropic', 'ANTHROPIC_BASE_URL', 'http://localhost:1234'],
  ])('%s on this machine needs none and is sent a word in its place', async (id, variable, url) => {
    const { provider, sent } = create(id, { [variable]: url });
    if (provider.kind !== 'model') throw new Error('not a model');
    await provider.probe(new AbortController().signal);
    expect(sent).toMatchObject([{ url: expect.stringContaining(url), authorization: 'Bearer none-needed' }]);
  });

  test('a key that is there is used on this machine too', async () => {
    const { provider, sent } = create('openai', { OPENAI_BASE_URL: 'http://[::1]:8000/v1', OPENAI_API_KEY: 'sk-mine' });
    if (provider.kind !== 'model') throw new Error('not a model');
    await provider.probe(new AbortController().signal);
    expect(sent).toMatchObject([{ authorization: 'Bearer sk-mine' }]);
  });

  test('the model: as asked, else as configured for this provider, else the usual one', () => {
    const keys = { OPENAI_API_KEY: 'sk-1', ANTHROPIC_API_KEY: 'sk-2' };
    const model = (id: string, environment: Record<string, string>, asked: string | null = null) =>
      create(id, { ...keys, ...environment }, asked).provider.model;
    expect(model('openai', { FLOWCASE_MODEL: 'b' }, 'a')).toBe('a');
    expect(model('openai', { FLOWCASE_PROVIDER: 'openai', FLOWCASE_MODEL: 'b' })).toBe('b');
    expect(model('openai', { FLOWCASE_MODEL: 'b' })).toBe('b');
    expect(model('anthropic', { FLOWCASE_PROVIDER: 'openai', FLOWCASE_MODEL: 'b' })).toBe('claude-sonnet-5-5');
    expect(model('openai', {})).toBe('gpt-5.6-terra');
  });
});

describe('isLoopback', () => {
  test.each([
    'http://localhost:11434/v1',
    'http://LOCALHOST./v1',
    'http://ollama.localhost/v1',
    'https://127.0.0.1',
    'http://127.8.9.10:1/v1',
    'http://2130706433/v1',
    'http://0x7f.1/',
    'http://[::1]:8000/v1',
    'http://[::ffff:127.0.0.1]/v1',
  ])('%s is this machine', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  test.each([
    null,
    '',
    'localhost:11434',
    'http://127.0.0.1.models.example/v1',
    'http://localhost.models.example/v1',
    'http://notlocalhost/v1',
    'http://localhost@models.example/v1',
    'http://10.0.0.1/v1',
    'http://0.0.0.0/v1',
    'http://[::2]/v1',
    'http://[fe80::1]/v1',
    'file://localhost/etc',
  ])('%s is not', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
