import { isIP } from 'node:net';

export type LiteralKind = 'address' | 'host name' | 'resource id' | 'ARN' | 'access key' | 'account number';

/** Something in a text that names a host, an account or a resource by its own shape. */
export interface Literal {
  kind: LiteralKind;
  /** As it stands in the text. */
  text: string;
  /** In its plain spelling: `203.0.113.45` for `203[.]0[.]113[.]45`. */
  value: string;
  start: number;
  end: number;
}

/**
 * Everything in a text that gives itself away without knowing the case: addresses (any spelling that `net.isIP` takes,
 * also defanged, with a port or a prefix length behind), names made of addresses, ARNs, resource ids, access keys, and
 * 12 digits beside the word account. In the order of the text.
 */
export function findLiterals(text: string): Literal[] {
  const found = [
    ...matches(text, arn, 'ARN'),
    ...matches(text, resource, 'resource id'),
    ...matches(text, accessKey, 'access key'),
    ...matches(text, hostName, 'host name'),
    ...findAccounts(text),
    ...findIpv6(text),
    ...findIpv4(text),
  ];
  return outermost(found);
}

/** In the order of the text, without the spans that lie within another. Spans may still overlap at their ends. */
export function outermost<Span extends { start: number; end: number }>(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  let reached = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.end <= reached) continue;
    kept.push(span);
    reached = span.end;
  }
  return kept;
}

// The last character is no full stop or comma: those end the sentence, not the ARN.
const arn = /\barn:[a-z0-9-]+:[a-z0-9-]+:[^\s"'<>()[\]{}\\]*[^\s"'<>()[\]{}\\.,;:]/gi;

// Prefixes of one to three letters that are also parts of words need a boundary before them. Ids are 8 or 17 hexadecimal
// digits; a shorter made-up one counts when it holds a digit, so that «i-beam» and «acl-added» pass.
const resource =
  /(?:(?:eni|vpc|vpce|vpce-svc|subnet|tgw-attach|tgw-rtb|tgw|igw|eigw|vgw|cgw|pcx|rtb|eipalloc|eipassoc|snap|dopt)|(?<![a-z0-9])(?:i|r|sg|sgr|nat|fl|acl|vpn|ami|vol|lt|fs|mi|lgw|cagw|asg))-(?:[0-9a-f]{8,}|(?=[a-f]*\d)[0-9a-f]{6,})(?![0-9a-z])/gi;

const accessKey =
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|AIDA|AROA|AGPA|ANPA|ANVA|ABIA|ACCA|APKA|ASCA)[A-Z0-9]{12,}(?![a-z0-9])/g;

/** `ip-10-0-1-25.ec2.internal`: AWS writes the address into the name. */
const hostName = /(?<![a-z0-9])(?:ip|ec2)(?:-\d{1,3}){4}(?!\d)(?:\.[a-z0-9-]+)*/gi;

function matches(text: string, pattern: RegExp, kind: LiteralKind): Literal[] {
  return [...text.matchAll(pattern)].map((match) => literal(kind, match[0], match.index));
}

const literal = (kind: LiteralKind, text: string, start: number, value = text): Literal => ({
  kind,
  text,
  value,
  start,
  end: start + text.length,
});

const twelveDigits = /(?<![\d.,-])(?:\d{12}|\d{4}-\d{4}-\d{4})(?![\d]|[.,-]\d)/g;
const accountBefore = /(?:accounts?|acct|awslogs\/|owner)[^\d\n]{0,24}$/i;
const accountBehind = /^(?:[^\w\n]{0,4}(?:is the |as )?account|_vpcflowlogs)/i;
const unitBehind = /^\s*(?:bytes?|[kmgt]?b|packets?|flows?)\b/i;

/** A bare 12-digit number is a byte count as likely as an account: the word beside it decides. */
function findAccounts(text: string): Literal[] {
  return [...text.matchAll(twelveDigits)]
    .filter(({ 0: digits, index }) => {
      const behind = text.slice(index + digits.length, index + digits.length + 24);
      if (accountBehind.test(behind)) return true;
      return accountBefore.test(text.slice(Math.max(0, index - 40), index)) && !unitBehind.test(behind);
    })
    .map(({ 0: digits, index }) => literal('account number', digits, index, digits.replaceAll('-', '')));
}

const run = /(?:[\w.:]|\[[.:]\]|\[::\])+/g;
/** The longest spelling of an address: eight groups, the last two as IPv4. */
const ipv6Max = 45;

function findIpv6(text: string): Literal[] {
  return [...text.matchAll(run)].flatMap(({ 0: word, index }) => {
    if (word.indexOf(':') === word.lastIndexOf(':')) return [];
    if (!word.includes('[')) return ipv6Within(word, index);
    const whole = word.replace(/[.:]+$/, '');
    const value = whole.replace(/\[(::?|\.)\]/g, '$1');
    return isIP(value) === 6 ? [literal('address', whole, index, value)] : [];
  });
}

/**
 * Addresses in a run of letters, digits, dots and colons. They may stand behind a label (`peer:2001:db8::1`), yet not
 * behind `::`, where `::add` in `foo::add` would pass for one. A bare `::` names nobody and is punctuation in prose.
 */
function ipv6Within(word: string, offset: number): Literal[] {
  const found: Literal[] = [];
  for (let start = 0; start < word.length; start++) {
    if (start > 0 && (word[start - 1] !== ':' || word[start - 2] === ':')) continue;
    const end = longestIpv6(word, start);
    if (end === null) continue;
    found.push(literal('address', word.slice(start, end), offset + start));
    start = end - 1;
  }
  return found;
}

function longestIpv6(word: string, start: number): number | null {
  for (let end = Math.min(word.length, start + ipv6Max); end > start + 2; end--) {
    const next = word[end];
    if (next !== undefined && next !== ':' && next !== '.') continue;
    if (word.startsWith('::', end) && end + 2 < word.length) continue;
    if (isIP(word.slice(start, end)) === 6) return end;
  }
  return null;
}

const dot = String.raw`(?:\.|\\\.| \. |\[\.\]|\(\.\)|\{\.\}|\s?[[(]dot[\])]\s?| dot )`;
const ipv4 = new RegExp(String.raw`(?<!\d)(?<!\d\.)\d{1,3}(?:${dot}\d{1,3}){3}(?!\d)`, 'gi');

function findIpv4(text: string): Literal[] {
  return [...text.matchAll(ipv4)].flatMap(({ 0: spelled, index }) => {
    // More numbers behind make it an object identifier; a single one is the port in tcpdump's notation.
    if (/^\.\d+\.\d/.test(text.slice(index + spelled.length, index + spelled.length + 16))) return [];
    const value = (spelled.match(/\d+/g) ?? []).map(Number).join('.');
    return isIP(value) === 4 ? [literal('address', spelled, index, value)] : [];
  });
}
