import type { Secrets } from './case-secrets.ts';
import { findLeaks, type Leak } from './guard.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request that would have given something away. Tells kinds and counts, never a value, so that it may be shown and logged. */
export class GuardBlocked extends Error {
  override name = 'GuardBlocked';
  readonly found: { kind: string; count: number }[];

  constructor(found: { kind: string; count: number }[]) {
    super(`The guard stopped this request, nothing was sent. It held ${found.map(countWords).join(', ')}.`);
    this.found = found;
  }
}

const countWords = ({ kind, count }: { kind: string; count: number }): string =>
  count === 1 ? `1 ${kind}` : `${count} × ${kind}`;

/**
 * Puts the guard before a fetch: the body as it would leave, the headers, and the address behind the host, which is the
 * provider's own. Throws `GuardBlocked` before any byte leaves, also for a body that is no text, as nobody could read it.
 */
export function guardedFetch(inner: Fetch, secrets: Secrets): Fetch {
  return async (input, init) => {
    // Copied before it is read: what is checked is what is sent.
    const options = { ...init };
    const url = input instanceof Request ? input : String(input);
    const body = options.body ?? (input instanceof Request ? input.body : null);
    if (typeof body !== 'string' && body !== null) throw new GuardBlocked([{ kind: 'body that is no text', count: 1 }]);

    const headers = new Headers(options.headers ?? (input instanceof Request ? input.headers : undefined));
    const { pathname, search, hash } = new URL(input instanceof Request ? input.url : String(input));
    const texts = [body ?? '', pathname, search, hash, ...[...headers].map(([name, value]) => `${name}: ${value}`)];
    const leaks = texts.flatMap((text) => findLeaks(text, secrets));
    if (leaks.length > 0) throw new GuardBlocked(counted(leaks));
    return inner(url, { ...options, headers });
  };
}

function counted(leaks: readonly Leak[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of leaks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
