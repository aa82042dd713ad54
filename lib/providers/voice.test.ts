import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallError } from './call-error.ts';
import type { ModelRequest } from './provider.ts';
import { createVoice, serviceName } from './voice.ts';

const apiKey = 'abcd1234efgh5678';
const voice = createVoice({ service: 'the server at 127.0.0.1:11434', model: 'llama', apiKey });
const saying = (text: string, status = 400): CallError => ({ status, codes: [], text, retryAfterMs: null });

const request: ModelRequest = {
  step: 'report',
  system: 'You write for an analyst.',
  prompt: 'Facts:\n  F1 host EX04H001 sent\n  4711 bytes to IN01H003',
  repair: { previous: '{"summary":"The host EX04H001 is odd"}', complaint: 'No such host.' },
  schema: z.object({}),
  schemaName: 'report',
  signal: new AbortController().signal,
};

const quoteOf = (text: string, status?: number) =>
  voice.spoken('rejected-request', saying(text, status), request).split('It says: ')[1] ?? null;

describe('the words of a provider', () => {
  test('are quoted in one line of at most 300 characters', () => {
    expect(quoteOf('unknown   field\n"effort"')).toBe('«unknown field "effort"»');
    expect(quoteOf('a '.repeat(400))?.length).toBe(302);
  });

  test.each([
    ['the key', `no ${apiKey} here`, '«no [key removed] here»'],
    ['another key', 'got sk-proj-AbC_123 instead', '«got [key removed] instead»'],
    ['what is left of a key between stars', 'Incorrect: abcd****5678.', '«Incorrect: [key removed]»'],
    ['a header', 'x-api-key: s3cret, anthropic-version: 1', '«[key removed], anthropic-version: 1»'],
    ['a header with its scheme', '{"authorization": "Bearer s3cret.t0ken"}', '«{"[key removed]"}»'],
  ])('lose %s', (_name, text, quote) => {
    expect(quoteOf(text)).toBe(quote);
  });

  test.each([
    ['the whole prompt', `Cannot read ${request.prompt}`],
    ['a part of the prompt, wrapped in another way', 'near "EX04H001 sent 4711 bytes to"'],
    ['an answer that was sent back', 'bad: "The host EX04H001 is odd"'],
    ['a short text in full', 'Because: No such host.'],
    ['a page', '<html><h1>Bad gateway</h1></html>'],
    ['nothing', '  '],
  ])('are left out when they are %s', (_name, text) => {
    expect(quoteOf(text)).toBeNull();
  });

  test('are left out of an error about the key', () => {
    expect(voice.spoken('auth', saying('key ends in 5678', 401), null)).toBe(
      'The server at 127.0.0.1:11434 refused the key (401).',
    );
  });
});

test('a base URL is known by its host, without a name or a password in it', () => {
  expect(serviceName('OpenAI', 'https://user:secret@models.example:8443/v1?key=x')).toBe(
    'the server at models.example:8443',
  );
  expect(serviceName('OpenAI', null)).toBe('OpenAI');
  expect(serviceName('OpenAI', 'nonsense')).toBe('the server at the base URL');
});

test('a probe says when the chosen model is not on offer', () => {
  expect(voice.reached(['llama'])).toBe('The server at 127.0.0.1:11434 answers and offers 1 model.');
  expect(voice.reached(['a', 'b'])).toBe(
    'The server at 127.0.0.1:11434 answers and offers 2 models; llama is not among them.',
  );
});
