import type { Scanner } from './claim.ts';
import { matches } from './text.ts';

// Endings that are words of their own in English (in, it, is, me, so, no …) stay out.
const topLevel =
  'com|net|org|info|biz|io|ai|co|app|dev|cloud|xyz|top|site|online|club|shop|live|pro|gov|edu|mil|int|arpa|onion|internal|local|lan|corp|ru|su|cn|uk|de|fr|nl|br|jp|kr|pl|se|ch|eu|ca|au|ir|kp|ua|tk|cc|tv|pw|ws';

const patterns: readonly [what: string, pattern: RegExp][] = [
  ['an unknown token', /‹[^›]*›?/g],
  ['an ARN', /\barn:[\w-]*:[^\s,;()"']+/gi],
  ['an access key', /\b(?:AKIA|ASIA)[A-Z\d]{12,}\b/g],
  ['an email address', /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g],
  ['a hardware address', /\b[\da-f]{2}(?:[:-][\da-f]{2}){5}\b/gi],
  ['a hash', /\b(?=[a-f]*\d)[\da-f]{32,64}\b/gi],
  ['an account', /\b\d{4}-\d{4}-\d{4}\b/g],
  ['a resource id', /\b[a-z]{1,10}(?:-[a-z]{2,10})?-(?=[a-f]*\d)[\da-f]{8,17}\b/gi],
  [
    'a resource id',
    /\b(?:eni|vpc|subnet|sg|nat|tgw|acl|nacl|rtb|igw|vpce|vol|ami|lb|fl|i)-(?=[\w-]*\d)[a-z\d][\w-]*\b/gi,
  ],
  [
    'a region',
    /\b(?:us|eu|ap|ca|sa|me|af|il|mx|cn)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?-\d[a-f]?\b/gi,
  ],
  ['a name', new RegExp(`\\b(?:[a-z\\d](?:[a-z\\d-]*[a-z\\d])?(?:\\.|\\[\\.\\]))+(?:${topLevel})\\b(?!\\w)`, 'gi')],
];

/** Names of things in the log or outside it: resource ids, accounts, ARNs, domains, hashes, tokens nobody gave out. */
export const scanTerms: Scanner = (text) => [
  ...patterns.flatMap(([what, pattern]) =>
    matches(text, pattern, (_, span) => ({ ...span, kind: 'term', what, value: span.text.toLowerCase() })),
  ),
  ...matches(text, /\baccounts?(?:[ -]?(?:id|number|no\.?))?\s*[:=#]?\s*(?<id>\d{12})\b/gi, (match, span) => {
    const value = match.groups?.id ?? '';
    return { text: value, start: span.end - value.length, end: span.end, kind: 'term', what: 'an account', value };
  }),
];
