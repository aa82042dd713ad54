import type { Span } from './scan/claim.ts';

// A stop after one of these belongs to the word.
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nos|incl|resp|cf|fig|sec|min|max|dest|src|a\.m|p\.m|U\.S|ca|St|Inc|Ltd)\.$/i;

/**
 * Cuts a text into sentences, each with the white space behind it, so that the pieces joined give the text again. A
 * stop inside an address, a number or a technique id has no space behind it and ends nothing.
 */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]+["'»”)\]]*\s+|[ \t]*\n\s*/g)) {
    const end = match.index + match[0].length;
    const before = text.slice(start, match.index + match[0].trimEnd().length);
    const newLine = match[0].includes('\n');
    if (!newLine && (abbreviation.test(before) || /^[a-z]/.test(text.slice(end)) || /^\W*\d{1,2}\.$/.test(before)))
      continue;
    sentences.push({ text: text.slice(start, end), start, end });
    start = end;
  }
  if (start < text.length) sentences.push({ text: text.slice(start), start, end: text.length });
  return sentences.filter((sentence) => sentence.text.trim() !== '');
}
