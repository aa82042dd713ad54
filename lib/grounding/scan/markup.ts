import type { Claim, Scanner } from './claim.ts';
import { group, matches } from './text.ts';

const attackPage = /^https:\/\/attack\.mitre\.org\/(?:techniques\/(?<id>T\d{4})(?:\/(?<sub>\d{3}))?\/?)?$/;

// Letters of another script can look like Latin ones and hide a number or an id from every pattern below.
const foreign = /[^\P{L}\p{Script=Latin}\u00B5]+/gu;
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{M}]+/gu;
const oddDigits = /[^\P{N}0-9]+/gu;

/** Markup, links, and characters that a reader does not see or a pattern does not: what is written must be plain and inert. */
export const scanMarkup: Scanner = (text) => [
  ...matches(text, /!\[[^\]]*\]\([^)]*\)?/g, (_, span) => ({ ...span, kind: 'markup', what: 'an image' })),
  ...matches(text, /<\/?[a-z!?][^>]*>?/gi, (_, span) => ({ ...span, kind: 'markup', what: 'HTML' })),
  ...matches(text, /&(?:#\d+|#x[\da-f]+|[a-z]+);/gi, (_, span) => ({
    ...span,
    kind: 'markup',
    what: 'an HTML entity',
  })),
  ...matches(text, /(?<!!)\[(?<label>[^\]\n]*)\]\(\s*(?<url>[^)\s]*)[^)]*\)?/g, (match, span) =>
    link(group(match, 'url'), { ...span, end: span.end }),
  ),
  ...matches(
    text,
    /(?<!\]\(\s*)(?:\b[a-z][a-z\d+.-]*:\/\/|\bwww\.|\b(?:javascript|data|vbscript|mailto|file):)[^\s)>\]"']+/gi,
    (_, span) => link(span.text.replace(/[.,;:!?]+$/, ''), span),
  ),
  ...matches(text, /\]\[[^\]]*\]|^\s*\[[^\]]+\]:\s*\S+/gm, (_, span) => ({ ...span, kind: 'markup', what: 'a link' })),
  ...matches(text, hidden, (_, span) =>
    /^[\n\r\t]+$/.test(span.text) ? null : { ...span, kind: 'markup', what: 'invisible characters' },
  ),
  ...matches(text, foreign, (_, span) => ({ ...span, kind: 'markup', what: 'letters of another script' })),
  ...matches(text, oddDigits, (_, span) => ({ ...span, kind: 'markup', what: 'a number not in plain digits' })),
];

/** A link to a page of ATT&CK names a technique or nothing; any other leads out. */
function link(url: string, span: { text: string; start: number; end: number }): Claim {
  const page = attackPage.exec(url);
  if (!page) return { ...span, kind: 'markup', what: 'a link' };
  const { id, sub } = page.groups ?? {};
  if (!id) return { ...span, kind: 'structure' };
  return { ...span, kind: 'technique', id: sub ? `${id}.${sub}` : id };
}
