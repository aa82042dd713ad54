import type { Claim, Span } from './claim.ts';

/** Stands for a span that was read already: no letter, no digit, no space, so that no pattern runs through it. */
export const blank = '\uFFFC';

/** The text with each span blanked, at the same length, so that positions stay true. */
export function blanked(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of spans) rest = rest.slice(0, start) + blank.repeat(end - start) + rest.slice(end);
  return rest;
}

/** Every match of a global pattern, turned into claims by `read` (which may return none). */
export function matches(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray, span: Span) => readonly Claim[] | Claim | null,
): Claim[] {
  const claims: Claim[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = read(match, { text: match[0], start: match.index, end: match.index + match[0].length });
    if (found !== null) claims.push(...(Array.isArray(found) ? found : [found]));
  }
  return claims;
}

/** A named group of a match, or the empty string. */
export const group = (match: RegExpExecArray, name: string): string => match.groups?.[name] ?? '';

const replacements: readonly [RegExp, string][] = [
  // Spaces that group digits become an apostrophe, which cannot be read as the end of a number.
  [/(?<=\d)[\u00A0\u2009\u202F](?=\d{3}(?!\d))/g, "'"],
  [/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' '],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2018\u2019]/g, "'"],
  [/[\u201C\u201D]/g, '"'],
  // Emphasis is no part of a number.
  [/(?<!\.)[*`]/g, ' '],
];

/** The same text, character for character, with one spelling for dashes, spaces and quotes. */
export function plainCharacters(text: string): string {
  let plain = text;
  for (const [pattern, by] of replacements) plain = plain.replace(pattern, by);
  return plain;
}
