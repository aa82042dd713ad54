import type { Claim, Scanner } from './claim.ts';
import { countKindsOf, isOutcome } from './nouns.ts';
import { blank, group, matches } from './text.ts';

const service =
  'SSH|RDP|SMB|CIFS|HTTPS?|QUIC|S?FTPS?|TFTP|Telnet|DNS|DoT|SMTPS?|VNC|WinRM|MySQL|MariaDB|PostgreSQL|Postgres|MSSQL|SQL Server|Oracle|Redis|MongoDB|memcached|LDAPS?|NTP|SNMP|IMAPS?|POP3S?|NetBIOS|MS ?RPC|RPC|Kerberos|Docker|Kubernetes|kubelet|Elasticsearch|Kafka|SOCKS|syslog|NFS|rsync|IRC|SIP|MQTT|etcd|WireGuard|OpenVPN|Tor|TLS';
const transport = 'tcp|udp|sctp|icmp|TCP|UDP|SCTP|ICMP';

const head =
  /\b(?<head>(?:(?:dst|src|dest(?:ination)?|source|service|remote|local)[-_ ]?)?ports?)(?=[\s:=#(-]|\b)(?:\s+(?:numbers?|nos?\.?|range|such as|like|including|namely|e\.g\.,?|of|from|between|both|either|above|below|over|under|tcp|udp|TCP|UDP))*(?<mark>\s*[:=]|\s+(?:is|was))?\s*[#(-]?\s*(?=\d)/gi;
const serving =
  /\b(?<head>(?:serves?|serving|listen(?:s|ing)? on|answer(?:s|ed|ing)? on|exposes?|exposed))\s+(?<mark>)(?=\d)/gi;
const element =
  /(?<from>\d{1,5})(?:\s*(?:-|\bto\b|\bthrough\b|\band up to\b)\s*(?<to>\d{1,5}))?(?!\d|[.,]\d{3}\b\s*(?!,)|\.\d)(?:\s?\/\s?(?:tcp|udp))?(?:\s*\([^()\d]{0,40}\))?/iy;
const separator =
  /\s*(?:,\s*(?:and|or)?|\/|;|&|\+|\band\b|\bor\b)\s*(?:(?:dst |src )?ports?\s+)?(?:(?:tcp|udp)[ /])?(?=\d)/iy;

const single: readonly RegExp[] = [
  new RegExp(`\\b(?:${transport})\\s?[/: -]\\s?(?:port\\s)?(?<port>\\d{1,5})(?![\\d.,]*\\d)`, 'g'),
  new RegExp(`(?<![\\d.,])(?<port>\\d{1,5})\\s?\\/\\s?(?:${transport})\\b`, 'g'),
  new RegExp(`(?:${blank}\\]?|(?<=[\\s(]))[:#](?<port>\\d{1,5})(?![\\d:])`, 'g'),
  new RegExp(
    `\\b(?:${service})\\s?(?:\\(|\\/|:|\\bon\\b|\\bover\\b)?\\s?(?:${transport}|port)?\\s?[/ ]?(?<port>\\d{1,5})(?![\\d.,:]*\\d)`,
    'gi',
  ),
  new RegExp(`(?<![\\d.,])(?<port>\\d{1,5})\\s?(?:\\(|\\/|-)\\s?(?:${service})\\b`, 'gi'),
];

/** Port numbers where the words say that they are ports, and IP protocol numbers. */
export const scanPorts: Scanner = (text) => [
  ...lists(text, head, false),
  ...lists(text, serving, true),
  ...single.flatMap((pattern) =>
    matches(text, pattern, (match, span) => {
      const written = group(match, 'port');
      // «TCP 12 flows» counts flows; «tcp/443 accepted» does not.
      if (!/[/:]/.test(span.text) && counts(text.slice(span.end))) return null;
      const start = span.start + span.text.indexOf(written);
      return port({ text: written, start, end: start + written.length }, Number(written), Number(written), false);
    }),
  ),
  ...matches(text, /\b(?:IP\s)?protocol\s(?:number\s|no\.?\s)?#?(?<number>\d{1,3})\b(?!\.\d)/gi, (match, span) => ({
    ...span,
    kind: 'protocol',
    number: Number(group(match, 'number')),
  })),
];

/** «ports 22, 80 and 443»: every number of the list until one that counts something else. */
function lists(text: string, pattern: RegExp, doubtful: boolean): Claim[] {
  return matches(text, pattern, (match, span) => {
    const plural = group(match, 'head').toLowerCase().endsWith('s');
    // «The number of ports: 12» and «distinct ports = 12» count; a list of one after a colon may be either.
    const marked = group(match, 'mark') !== '';
    const claims: Claim[] = [];
    let at = span.end;
    for (;;) {
      element.lastIndex = at;
      const found = element.exec(text);
      if (!found) break;
      if ((doubtful || claims.length > 0) && counts(text.slice(element.lastIndex))) break;
      const from = Number(group(found, 'from'));
      const to = Number(group(found, 'to') || from);
      claims.push(port({ text: found[0], start: at, end: at + found[0].length }, from, to, false));
      separator.lastIndex = element.lastIndex;
      if (!separator.test(text)) break;
      at = separator.lastIndex;
    }
    const [only] = claims;
    if (marked && plural && claims.length === 1 && only?.kind === 'port') return [{ ...only, orCount: true }];
    return claims;
  });
}

const port = (
  span: { text: string; start: number; end: number },
  from: number,
  to: number,
  orCount: boolean,
): Claim => ({
  ...span,
  kind: 'port',
  from,
  to,
  orCount,
});

/** True when the words after a number make it a count, a size, a share or a time. */
function counts(tail: string): boolean {
  if (
    /^\s?(?:%|percent|[kKMGT]i?B\b|B\b|bytes|x\b|s\b|ms\b|min\b|h\b|d\b|seconds?\b|minutes?\b|hours?\b|days?\b|of\s+(?:the\s+)?\d|times\b)/.test(
      tail,
    )
  ) {
    return true;
  }
  const words = /^\s+([A-Za-z]+)(?:\s+([A-Za-z]+))?(?:\s+([A-Za-z]+))?/.exec(tail)?.slice(1) ?? [];
  const prepositions = words.findIndex(
    (word) => word !== undefined && /^(?:on|to|from|at|of|by|with|in|was|were|is|are|and|or|for|via|the)$/i.test(word),
  );
  const phrase = prepositions < 0 ? words : words.slice(0, prepositions);
  return phrase.some((word) => {
    const kinds = word === undefined ? null : countKindsOf(word);
    // «ports 22 and 443 accepted it» says what the ports did.
    return kinds !== null && !isOutcome(kinds);
  });
}
