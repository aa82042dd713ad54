import ipaddr from 'ipaddr.js';
import type { Claim, Scanner, Span } from './claim.ts';
import { group, matches } from './text.ts';

const dot = '(?:\\.|\\s?[\\[({]\\s?(?:\\.|dot)\\s?[\\])}]\\s?|\\[\\.|\\.\\]|\\\\\\.|\\s(?:dot|DOT)\\s)';
const four = new RegExp(
  `(?<![\\d.])(?<![vV])\\d{1,3}(?:${dot}\\d{1,3}){3}(?!\\d|\\.\\d)(?:\\s?\\/\\s?(?<bits>\\d{1,3})(?!\\d))?`,
  'g',
);
const part = new RegExp(
  `(?<![\\d.])\\d{1,3}(?:${dot}\\d{1,3}){0,2}(?:${dot}(?:x{1,3}|X|\\*|\\d{1,3}-\\d{1,3}|0\\/\\d{1,2}))+(?![\\w])|(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){1,2}\\/\\d{1,2}(?!\\d)`,
  'g',
);
const six =
  /(?<![\w.:])(?:[\da-f]{1,4}|(?=:{2}|\[:\]))(?:[\da-f]|:|\[:\]|(?<=\d)\.(?=\d))*(?:%\w+)?(?:\/\d{1,3})?(?![\w])/gi;
const hostName =
  /\bip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})\b(?:\.[a-z\d-]+)*(?:\.internal|\.compute\.amazonaws\.com)?/gi;

/** Addresses and networks in any spelling: IPv4, IPv6, with a prefix length, with dots or colons taken out of harm's way. */
export const scanAddresses: Scanner = (text) => [
  ...matches(text, six, (_, span) => sixes(span)),
  ...matches(text, four, (match, span) => {
    const plain =
      span.text
        .replace(/\s?\/\s?\d+$/, '')
        .match(/\d+/g)
        ?.join('.') ?? '';
    return named(span, plain, group(match, 'bits'));
  }),
  ...matches(text, part, (_, span) => ({ ...span, kind: 'network', network: span.text.replace(/[[\](){}\s\\]/g, '') })),
  ...matches(text, hostName, (match, span) => named(span, match.slice(1, 5).join('.'), '')),
];

/** One spelling for each address: as ipaddr.js prints it, IPv4 inside IPv6 as IPv4. Null for what is none. */
export function canonicalAddress(text: string): string | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toString();
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.process(text.replace(/%.*$/, '')).toString() : null;
}

/** One spelling for each network, host bits cleared: `10.0.0.0/16`. Null for what is none. */
export function canonicalNetwork(text: string): string | null {
  const [address = '', bits = ''] = text.split('/');
  const canonical = canonicalAddress(address);
  if (canonical === null || !/^\d{1,3}$/.test(bits)) return null;
  const family = canonical.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
  const cidr = `${canonical}/${Number(bits)}`;
  return family.isValidCIDR(cidr) ? `${family.networkAddressFromCIDR(cidr)}/${Number(bits)}` : null;
}

function named(span: Span, address: string, bits: string): Claim {
  if (bits === '') return { ...span, kind: 'address', address: canonicalAddress(address) };
  return { ...span, kind: 'network', network: canonicalNetwork(`${address}/${bits}`) ?? `${address}/${bits}` };
}

/** The longest beginning of a run of hex digits and colons that is an address: a colon or stop after it belongs to the sentence. */
function sixes(span: Span): Claim | null {
  for (let text = span.text; (text.match(/:/g) ?? []).length >= 2; text = text.slice(0, -1)) {
    const [address = '', bits = ''] = text.replace(/\[:\]/g, ':').split('/');
    if (!/[\da-f]/i.test(address) || canonicalAddress(address) === null) {
      if (/[:.]$/.test(text)) continue;
      return null;
    }
    return named({ text, start: span.start, end: span.start + text.length }, address, bits);
  }
  return null;
}
