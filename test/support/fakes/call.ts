import type { Protocol } from './reply-to.ts';

/** One request that a fake received. */
export interface FakeCall {
  method: string;
  path: string;
  /** Null for paths that write nothing, such as the list of models. */
  protocol: Protocol | null;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The parsed JSON, or null where there was none. */
  body: unknown;
  /** The model that was asked for, or empty. */
  model: string;
}

const protocolOf: readonly (readonly [string, Protocol])[] = [
  ['/responses', 'responses'],
  ['/chat/completions', 'chat'],
  ['/messages', 'messages'],
];

/** Reads a request: paths are known by their end, so that a base URL may have any beginning. */
export function readCall(method: string, path: string, headers: Record<string, string>, text: string): FakeCall {
  const body: unknown = text === '' ? null : JSON.parse(text);
  return {
    method,
    path,
    protocol: protocolOf.find(([end]) => method === 'POST' && path.endsWith(end))?.[1] ?? null,
    headers,
    body,
    model: textAt(body, 'model'),
  };
}

/** A text in a JSON object, or empty. */
export function textAt(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

/** A value in a JSON object, through one key after the other, or undefined. */
export function at(value: unknown, ...keys: string[]): unknown {
  let found = value;
  for (const key of keys) {
    found =
      typeof found === 'object' && found !== null ? Object.getOwnPropertyDescriptor(found, key)?.value : undefined;
  }
  return found;
}
