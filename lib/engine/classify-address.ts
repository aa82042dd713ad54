import ipaddr from 'ipaddr.js';
import { AppError } from '#lib/model/app-error.ts';

/** `special` addresses never cross the internet and belong to no host of the VPC: loopback, link-local, multicast … */
export interface AddressClass {
  family: 4 | 6;
  scope: 'internal' | 'external' | 'special';
  /** What the range is, or null for ordinary internal and internet addresses. */
  label: string | null;
}

/** Ranges by the IANA special-purpose registries. Documentation ranges count as external: every tutorial and sample uses them as the internet. */
const ranges: readonly [cidr: string, scope: AddressClass['scope'], label: string | null][] = [
  ['10.0.0.0/8', 'internal', null],
  ['172.16.0.0/12', 'internal', null],
  ['192.168.0.0/16', 'internal', null],
  ['100.64.0.0/10', 'internal', 'shared address space (RFC 6598)'],
  ['169.254.169.254/32', 'special', 'instance metadata service'],
  ['169.254.169.253/32', 'special', 'Amazon DNS resolver'],
  ['169.254.169.123/32', 'special', 'Amazon time sync'],
  ['169.254.0.0/16', 'special', 'link-local'],
  ['127.0.0.0/8', 'special', 'loopback'],
  ['0.0.0.0/8', 'special', 'unspecified'],
  ['192.0.0.0/24', 'special', 'IETF protocol assignments'],
  ['192.88.99.0/24', 'special', '6to4 relay'],
  ['198.18.0.0/15', 'special', 'benchmarking (RFC 2544)'],
  ['255.255.255.255/32', 'special', 'broadcast'],
  ['224.0.0.0/4', 'special', 'multicast'],
  ['240.0.0.0/4', 'special', 'reserved'],
  ['192.0.2.0/24', 'external', 'documentation range (RFC 5737)'],
  ['198.51.100.0/24', 'external', 'documentation range (RFC 5737)'],
  ['203.0.113.0/24', 'external', 'documentation range (RFC 5737)'],
  ['fd00:ec2::254/128', 'special', 'instance metadata service'],
  ['fc00::/7', 'internal', 'unique local (RFC 4193)'],
  ['fe80::/10', 'special', 'link-local'],
  ['::1/128', 'special', 'loopback'],
  ['::/128', 'special', 'unspecified'],
  ['ff00::/8', 'special', 'multicast'],
  ['2001:db8::/32', 'external', 'documentation range (RFC 3849)'],
  ['3fff::/20', 'external', 'documentation range (RFC 9637)'],
];

interface Range {
  family: 4 | 6;
  contains: (address: number | ipaddr.IPv6) => boolean;
}

const table = ranges.map(([text, scope, label]) => ({ range: parseRange(text), scope, label }));

/** A classifier with the person's own CIDRs, which stand above every range. Throws `bad-value` on a text that is no CIDR. */
export function addressClassifier(internal: readonly string[]): (text: string) => AddressClass {
  const own = internal.map(parseRange);
  return (text) => {
    const family = text.includes(':') ? 6 : 4;
    const written = family === 4 ? version4(text) : ipaddr.IPv6.parse(text);
    const isIn = (address: number | ipaddr.IPv6) => (range: Range) =>
      (typeof address === 'number') === (range.family === 4) && range.contains(address);
    if (own.some(isIn(written))) return { family, scope: 'internal', label: 'declared internal' };
    // ::ffff:10.0.0.1 is the IPv4 address in another coat.
    const bare =
      typeof written !== 'number' && written.isIPv4MappedAddress()
        ? version4(written.toIPv4Address().toString())
        : written;
    const known = isIn(bare);
    const found = table.find(({ range }) => known(range));
    return { family, scope: found?.scope ?? 'external', label: found?.label ?? null };
  };
}

/** A million distinct addresses are classified in one go, so IPv4 ranges are a mask and a comparison. */
function parseRange(text: string): Range {
  const [address, bits] = parseCidr(text);
  if (address instanceof ipaddr.IPv6) {
    return { family: 6, contains: (other) => typeof other !== 'number' && other.match(address, bits) };
  }
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  const base = (version4(address.toString()) & mask) >>> 0;
  return { family: 4, contains: (other) => typeof other === 'number' && (other & mask) >>> 0 === base };
}

function version4(text: string): number {
  return text.split('.').reduce((value, part) => value * 256 + Number(part), 0);
}

function parseCidr(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text.trim());
    const address = ipaddr.parse(text.trim());
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch (cause) {
    throw new AppError('bad-value', {
      detail: `«${text.slice(0, 60)}» is not an address range.`,
      hint: 'Write ranges like 10.20.0.0/16,2001:db8:1::/48.',
      cause,
    });
  }
}
