import type { Secrets } from './case-secrets.ts';
import { findSecrets, type Secret } from './find-secrets.ts';

export interface Leak {
  kind: Secret['kind'];
  /** As it was found. Never to be logged or sent: it is the very thing that should have stayed here. */
  text: string;
}

/**
 * What of an outgoing text would give somebody away, each value once. Knows nothing of the mask: it reads the final
 * text, as it stands and with every layer of escapes taken off, because an answer quoted in a prompt quoted in JSON
 * carries three.
 */
export function findLeaks(body: string, secrets: Secrets): Leak[] {
  const leaks = new Map<string, Leak>();
  for (const layer of layers(body)) {
    for (const { kind, text, value } of findSecrets(layer, secrets)) {
      const key = `${kind} ${value.toLowerCase()}`;
      if (!leaks.has(key)) leaks.set(key, { kind, text });
    }
  }
  return [...leaks.values()];
}

/** More layers than any request of ours has. */
const layersMax = 8;

function layers(body: string): string[] {
  const all = [body];
  for (let next = plainer(body); next !== all.at(-1) && all.length < layersMax; next = plainer(next)) all.push(next);
  return all;
}

/** One layer of JSON, URL and HTML escapes less, characters that only look different as their plain forms. */
function plainer(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^ux]))/gi, (sequence, long, short, letter) => {
      if (letter) return whitespace[letter] ?? letter;
      return character(Number.parseInt(long ?? short, 16), sequence);
    })
    .replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (entity, hex, decimal) =>
      character(hex ? Number.parseInt(hex, 16) : Number(decimal), entity),
    )
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC');
}

const whitespace: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' };

const character = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
