import type { FailedOutcome } from './provider.ts';

/** An error that a provider itself spoke, over whichever protocol. */
export interface CallError {
  /** HTTP status, or null when the error came inside a stream. */
  status: number | null;
  /** Its `code`, `type` and the like, as the provider spells them. */
  codes: readonly string[];
  /** Its own words, or empty: not for people before `Voice` has looked through them. */
  text: string;
  retryAfterMs: number | null;
}

/** The outcome an error means: a code says more than a status, a status more than words. */
export function outcomeOf(error: CallError): FailedOutcome {
  for (const code of error.codes) {
    const known = byCode.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
  }
  const spoken = vagueStatuses.has(error.status) ? byText.find(([pattern]) => pattern.test(error.text)) : undefined;
  return spoken?.[1] ?? byStatus(error.status ?? numericCode(error.codes));
}

const byCode: readonly (readonly [RegExp, FailedOutcome])[] = [
  [/^(insufficient_quota|billing_\w+|\w*spend_limit\w*|payment_required|insufficient_credits?)$/i, 'quota'],
  [
    /^(context_length_exceeded|exceed_context_size_error|request_too_large|string_above_max_length)$/i,
    'context-too-long',
  ],
  [
    /^(content_filter|content_policy_violation|responsible_?ai_?policy_?violation|invalid_prompt|\w+_policy)$/i,
    'filtered',
  ],
  [/^(invalid_api_key|authentication_error|permission_error|organization_on_hold|account_deactivated)$/i, 'auth'],
  [/^(model_not_found|not_found_error|deployment_?not_?found)$/i, 'not-found'],
  [/^(rate_limit_exceeded|rate_limit_error|rate_limit_reached)$/i, 'rate-limited'],
  [/^(overloaded|overloaded_error|engine_overloaded\w*|server_overloaded|slow_down)$/i, 'overloaded'],
  [/^(timeout_error|request_timeout)$/i, 'timeout'],
];

/** 400 and its like say only that something was wrong with the request; so does an error without a status. */
const vagueStatuses = new Set([null, 400, 413, 422]);

const byText: readonly (readonly [RegExp, FailedOutcome])[] = [
  [/credit balance|insufficient (balance|credits?|funds)/i, 'quota'],
  [
    /context[ _](length|size|window|limit)|prompt is too long|input (is )?too long|too many (input )?tokens/i,
    'context-too-long',
  ],
];

function byStatus(status: number | null): FailedOutcome {
  switch (status) {
    case 401:
    case 403:
      return 'auth';
    case 402:
      return 'quota';
    case 404:
      return 'not-found';
    case 413:
      return 'context-too-long';
    case 408:
    case 504:
      return 'timeout';
    case 429:
      return 'rate-limited';
    case 503:
    case 529:
      return 'overloaded';
    // A conflict is a lock that another request holds: gone at the next try.
    case 409:
    case null:
      return 'server';
    default:
      return status >= 500 ? 'server' : 'rejected-request';
  }
}

/** Some gateways send the status of the server behind them as the code of an error inside a stream. */
function numericCode(codes: readonly string[]): number | null {
  return codes.map(Number).find((code) => Number.isInteger(code) && code >= 400 && code < 600) ?? null;
}

/** What a reply asks to wait in milliseconds: `retry-after-ms`, else `retry-after` in seconds or as a date. */
export function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const inMs = amount(headers?.get('retry-after-ms'));
  if (inMs !== null) return inMs;
  const given = headers?.get('retry-after');
  const inSeconds = amount(given);
  if (inSeconds !== null) return inSeconds * 1000;
  // The platform reads a bare number as a year; a date of HTTP has the name of a day in it.
  const date = /^[A-Z]/i.test(given ?? '') ? Date.parse(given ?? '') : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function amount(text: string | null | undefined): number | null {
  const value = Number(text?.trim() || Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
