import { techniques } from '#lib/attack/attack.ts';
import type { Claim, Scanner } from './claim.ts';
import { group, matches } from './text.ts';

// The tactics of ATT&CK 19, and the one that it dropped and models still write.
const tacticNames = [
  ...new Set(techniques.flatMap(({ tactics }) => tactics)),
  'Execution',
  'Resource Development',
  'Defense Evasion',
  'Defence Evasion',
  'Command & Control',
];
const tactic = new RegExp(`\\b(?:${tacticNames.join('|').replace(/ /g, '[ -]')})\\b`, 'g');
const legacy = /\bdefen[sc]e[ -]evasion\b/gi;
const number = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?!\\d|\\.\\d|\\s?%)';
const list = `(?:\\s?(?:, and|,|and|&|or|to|-)\\s?#?${number})*`;

/** What points at something by a short name: techniques, tactics, `C3.2`, `F12`, findings, steps, lines. */
export const scanReferences: Scanner = (text) => [
  ...matches(text, /\bT[ -]?(?<id>\d{4,5})(?:[./](?<sub>\d{1,4}))?\b/gi, (match, span) => {
    const [id, sub] = [group(match, 'id'), group(match, 'sub')];
    return { ...span, kind: 'technique', id: sub ? `T${id}.${sub}` : `T${id}` };
  }),
  ...matches(text, /\bTA\d{4}\b/gi, (_, span) => ({ ...span, kind: 'tactic', name: span.text.toUpperCase() })),
  ...matches(text, legacy, (_, span) => ({ ...span, kind: 'tactic', name: 'Defense Evasion' })),
  ...matches(text, tactic, (_, span) =>
    /defen[sc]e[ -]evasion/i.test(span.text)
      ? null
      : { ...span, kind: 'tactic', name: span.text.replace(/-/g, ' ').replace('&', 'and') },
  ),
  ...matches(text, /\bF\d{1,3}\b(?!\.\d)/g, (_, span) => ({
    ...span,
    kind: 'reference',
    to: 'fact',
    value: span.text,
  })),
  ...matches(text, /\bC\d{1,6}\.\d{1,3}\b/g, (_, span) => ({
    ...span,
    kind: 'reference',
    to: 'evidence',
    value: span.text,
  })),
  // C2 before these words is the trade's short form of command and control.
  ...matches(
    text,
    /\bC2(?=[ -](?:channel|server|traffic|beacon|communication|infrastructure|callback|activity|framework|session|port))/g,
    (_, span) => ({
      ...span,
      kind: 'structure',
    }),
  ),
  ...matches(text, /\bC\d{1,6}\b(?!\.\d)/g, (_, span) => ({
    ...span,
    kind: 'reference',
    to: 'candidate',
    value: span.text,
  })),
  ...matches(text, /\b(?:CRITICAL|HIGH|MEDIUM|LOW|INFO)-\d{1,4}\b/gi, (_, span) => ({
    ...span,
    kind: 'reference',
    to: 'finding-id',
    value: span.text.toUpperCase(),
  })),
  ...matches(
    text,
    new RegExp(`\\b(?<what>[Ff]indings?|[Ss]teps?)\\s(?:no\\.?\\s?|numbers?\\s?)?#?${number}${list}`, 'g'),
    (match, span) => pointed(span.text, span, group(match, 'what').toLowerCase().startsWith('f') ? 'finding' : 'step'),
  ),
  ...matches(text, new RegExp(`\\b[Ll]ines?\\s(?:no\\.?\\s?|numbers?\\s?)?#?${number}${list}`, 'g'), (_, span) =>
    pointed(span.text, span, 'line'),
  ),
  ...matches(text, /\bL\d{1,9}(?:-L?\d{1,9})?\b/g, (_, span) =>
    // Layers 2, 3, 4 and 7 of the network are no lines.
    /^L[2347]$/.test(span.text) ? { ...span, kind: 'structure' } : pointed(span.text, span, 'line'),
  ),
];

/** One claim for each number of a list such as «findings 1, 2 and 4», at the place of that number. */
function pointed(text: string, span: { start: number }, to: 'finding' | 'step' | 'line'): Claim[] {
  return [...text.matchAll(/\d{1,3}(?:,\d{3})+(?!\d)|\d+/g)].map((match) => {
    const start = span.start + match.index;
    return {
      text: match[0],
      start,
      end: start + match[0].length,
      kind: 'reference',
      to,
      value: match[0].replace(/,/g, ''),
    };
  });
}
