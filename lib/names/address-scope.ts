import ipaddr from 'ipaddr.js';
import type { Investigation } from '#lib/model/investigation.ts';

/** `special` addresses never cross the internet and belong to no host: loopback, link-local, multicast. */
export type AddressScope = 'internal' | 'external' | 'special';

/**
 * Tells which side of the network an address stands on. Declared CIDRs come first, then what the facts say, because
 * the engine knows public addresses of the network's own interfaces; then the address's range. A text that is no
 * address is `special`: nothing is claimed of it.
 */
export function addressScopes({
  facts,
  input,
}: Pick<Investigation, 'facts' | 'input'>): (address: string) => AddressScope {
  const own = input.internal.filter((text) => isAddress(text) || ipaddr.isValidCIDR(text)).map(parseRange);
  const known = new Map<string, AddressScope>([
    ...facts.outbound.map((row): [string, AddressScope] => [addressKey(row.destination), 'external']),
    ...facts.outbound.map((row): [string, AddressScope] => [addressKey(row.source), 'internal']),
    ...facts.attackSurface.map((row): [string, AddressScope] => [addressKey(row.host), 'internal']),
    ...facts.assets.map((row): [string, AddressScope] => [addressKey(row.address), 'internal']),
    ...[...facts.topSources, ...facts.topDestinations].map((row): [string, AddressScope] => [
      addressKey(row.address),
      row.scope,
    ]),
  ]);

  return (text) => {
    if (!isAddress(text)) return 'special';
    const address = ipaddr.process(text);
    const range = scopeOfRange(address.range());
    // Facts know two scopes only; loopback and multicast are neither.
    if (range === 'special') return range;
    if (own.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))) return 'internal';
    return known.get(addressKey(text)) ?? range;
  };
}

/** One spelling for each address, so that two spellings of one IPv6 address are one; other text stays as it is. */
export function addressKey(text: string): string {
  return isAddress(text) ? ipaddr.parse(text).toString() : text;
}

/** IPv4 in four decimal parts only: `10` and `0x7f.1` are numbers here, though a browser takes them for addresses. */
function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

const internalRanges = new Set(['private', 'carrierGradeNat', 'uniqueLocal']);
const specialRanges = new Set(['unspecified', 'multicast', 'linkLocal', 'loopback', 'broadcast', 'benchmarking']);

function scopeOfRange(range: string): AddressScope {
  if (internalRanges.has(range)) return 'internal';
  return specialRanges.has(range) ? 'special' : 'external';
}

function parseRange(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
