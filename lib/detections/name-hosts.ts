import { joinWords, plural } from '#lib/names/format.ts';

/** Hosts in a sentence: up to three by address, more by their number. `count` is how many there are in all. */
export function nameHosts(addresses: readonly string[], count: number): string {
  if (count <= 3 && addresses.length === count) return joinWords(addresses);
  return plural(count, 'host');
}
