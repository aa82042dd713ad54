import ipaddr from 'ipaddr.js';
import { addressKey } from '#lib/names/address-scope.ts';
import type { KnownValues } from './known-values.ts';
import type { TermKind } from './view.ts';

/** Both directions between the values of a case and the tokens that stand for them. */
export interface Tokens {
  ofAddress(address: string): string;
  ofTerm(kind: TermKind, text: string): string;
  /** The value behind a token in any case of letters, or null when the case never gave that token. */
  value(token: string): string | null;
  /** Each token with its value, in the order of their making. */
  all(): [token: string, value: string][];
}

/**
 * Numbers the values of a case. Digits are of one width a kind, wide enough for every known value, so that no token
 * begins another; a value that turns up later may outgrow it, which is safe because tokens are read as whole words.
 */
export function createTokens(known: KnownValues, isExternal: (address: string) => boolean): Tokens {
  const byValue = new Map<string, string>();
  const byToken = new Map<string, string>();
  const hostsOf = new Map<string, { name: string; hosts: number }>();
  const used = new Map<string, number>();

  const addresses = [...new Set(known.addresses.map(addressKey))];
  const networks = groupBy(addresses, (address) => networkKey(address, isExternal));
  const kinds = groupBy(known.terms, ({ kind }) => kind);
  const widthOf = {
    network: width(2, networks.size),
    host: width(3, ...[...networks.values()].map((hosts) => hosts.length)),
    term: width(2, ...[...kinds.values()].map((terms) => terms.length)),
  };

  const give = (value: string, token: string) => {
    byValue.set(value, token);
    byToken.set(token, value);
    return token;
  };
  const next = (prefix: string, digits: number) => {
    const number = (used.get(prefix) ?? 0) + 1;
    used.set(prefix, number);
    return prefix + String(number).padStart(digits, '0');
  };
  const giveAddress = (address: string) => {
    const key = networkKey(address, isExternal);
    const network = hostsOf.get(key) ?? { name: next(isExternal(address) ? 'EX' : 'IN', widthOf.network), hosts: 0 };
    network.hosts += 1;
    hostsOf.set(key, network);
    return give(address, `${network.name}H${String(network.hosts).padStart(widthOf.host, '0')}`);
  };
  const giveTerm = (kind: TermKind, text: string) => give(text, next(prefixes[kind], widthOf.term));

  // Within a network hosts are numbered in the order of their addresses: a sweep over neighbours stays visible as one.
  for (const hosts of networks.values()) [...hosts].sort(byBytes).map(giveAddress);
  for (const { kind, text } of known.terms) giveTerm(kind, text);

  return {
    ofAddress: (address) => byValue.get(addressKey(address)) ?? giveAddress(addressKey(address)),
    ofTerm: (kind, text) => byValue.get(text) ?? giveTerm(kind, text),
    value: (token) => byToken.get(token.toUpperCase()) ?? null,
    all: () => [...byToken],
  };
}

const prefixes: Record<TermKind, string> = {
  interface: 'ENI',
  account: 'ACCT',
  instance: 'INST',
  vpc: 'VPC',
  subnet: 'SUBNET',
  file: 'FILE',
  other: 'ID',
};

const nouns: readonly [pattern: RegExp, noun: string][] = [
  [/^(?:IN|EX)\d/i, 'host'],
  [/^ENI\d/i, 'interface'],
  [/^ACCT\d/i, 'account'],
  [/^INST\d/i, 'instance'],
  [/^VPC\d/i, 'VPC'],
  [/^SUBNET\d/i, 'subnet'],
  [/^FILE\d/i, 'file'],
  [/^t[+-]/i, 'time'],
];

/** What a token stands for, in a word. */
export function tokenNoun(token: string): string {
  return nouns.find(([pattern]) => pattern.test(token))?.[1] ?? 'name';
}

/** The /24 of an IPv4 address (also of one mapped into IPv6), the /64 of an IPv6 address, one each side of the border. */
function networkKey(address: string, isExternal: (address: string) => boolean): string {
  const side = isExternal(address) ? 'external' : 'internal';
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return `${side} ${parsed.octets.slice(0, 3).join('.')}`;
  if (parsed.isIPv4MappedAddress()) return `${side} mapped ${parsed.toIPv4Address().octets.slice(0, 3).join('.')}`;
  return `${side} ${parsed.parts.slice(0, 4).join(':')} ${parsed.zoneId ?? ''}`;
}

/** In the order of each key's first item; `Map.groupBy` is newer than Node 20. */
function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Digits of the largest count. */
function width(least: number, ...counts: readonly number[]): number {
  return String(Math.max(10 ** (least - 1), ...counts)).length;
}

function byBytes(one: string, other: string): number {
  const [a, b] = [ipaddr.parse(one).toByteArray(), ipaddr.parse(other).toByteArray()];
  const differing = a.findIndex((byte, index) => byte !== b[index]);
  return (a[differing] ?? 0) - (b[differing] ?? 0);
}
