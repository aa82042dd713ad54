import { describe, expect, test } from 'vitest';
import { type CallError, outcomeOf, retryAfterMs } from './call-error.ts';

const error = (status: number | null, codes: string[] = [], text = ''): CallError => ({
  status,
  codes,
  text,
  retryAfterMs: null,
});

describe('outcomeOf', () => {
  test.each([
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [404, 'not-found'],
    [400, 'rejected-request'],
    [405, 'rejected-request'],
    [422, 'rejected-request'],
    [408, 'timeout'],
    [409, 'server'],
    [413, 'context-too-long'],
    [429, 'rate-limited'],
    [500, 'server'],
    [502, 'server'],
    [503, 'overloaded'],
    [504, 'timeout'],
    [529, 'overloaded'],
    [null, 'server'],
  ] as const)('%s without a code is %s', (status, outcome) => {
    expect(outcomeOf(error(status))).toBe(outcome);
  });

  test.each([
    [429, ['insufficient_quota', 'insufficient_quota'], 'quota'],
    [429, ['enforced_spend_limit_reached', 'rate_limit_error'], 'quota'],
    [400, ['billing_hard_limit_reached'], 'quota'],
    [400, ['context_length_exceeded', 'invalid_request_error'], 'context-too-long'],
    [400, ['exceed_context_size_error'], 'context-too-long'],
    [413, ['request_too_large'], 'context-too-long'],
    [400, ['content_filter'], 'filtered'],
    [null, ['invalid_prompt'], 'filtered'],
    [null, ['bio_policy'], 'filtered'],
    [404, ['model_not_found'], 'not-found'],
    [503, ['slow_down', 'server_error'], 'overloaded'],
    [null, ['overloaded_error'], 'overloaded'],
    [null, ['rate_limit_exceeded'], 'rate-limited'],
    [null, ['timeout_error'], 'timeout'],
    [null, ['authentication_error'], 'auth'],
    [null, ['api_error'], 'server'],
    [null, ['502'], 'server'],
    [null, ['429'], 'rate-limited'],
    [400, ['400', 'BadRequestError'], 'rejected-request'],
  ] as const)('%s with %j is %s', (status, codes, outcome) => {
    expect(outcomeOf(error(status, [...codes]))).toBe(outcome);
  });

  test.each([
    [400, 'prompt is too long: 210000 tokens > 200000 maximum', 'context-too-long'],
    [400, "This model's maximum context length is 4096 tokens.", 'context-too-long'],
    [400, 'the request exceeds the available context size', 'context-too-long'],
    [400, 'input length and `max_tokens` exceed context limit', 'context-too-long'],
    [400, 'Your credit balance is too low to access the API.', 'quota'],
    [400, 'Invalid schema for response_format.', 'rejected-request'],
    // Where the status is clear, words do not change it.
    [500, 'context length could not be computed', 'server'],
    [404, 'no model with that context window', 'not-found'],
  ] as const)('%s saying «%s» is %s', (status, text, outcome) => {
    expect(outcomeOf(error(status, ['invalid_request_error'], text))).toBe(outcome);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-15T15:00:00Z');
  test.each([
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Thu, 15 Jan 2026 15:00:07 GMT' }, 7000],
    [{ 'retry-after': 'Thu, 15 Jan 2026 14:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ])('%j asks for %s', (headers, expected) => {
    expect(retryAfterMs(new Headers(Object.entries(headers)), now)).toBe(expected);
  });
});
