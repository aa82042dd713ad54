/**
 * Prose from a log, a model or a person as one harmless line: nothing invisible in it, and no address of a web page
 * that a ticket system would turn into a link (`hxxp://`, `www[.]`).
 */
export function plainText(value: string): string {
  return visibleText(value.replace(/\s+/g, ' '))
    .replace(/\b(h)tt(ps?:\/\/)/gi, '$1xx$2')
    .replace(/\bftp(s?:\/\/)/gi, 'fxp$1')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}[.]`);
}

/**
 * Makes characters visible that a terminal would obey or that change how a line reads: control characters, ANSI
 * escapes, line and paragraph separators, and the marks that reverse the direction of text.
 */
export function visibleText(value: string): string {
  return value.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
    (character) => (character === '\t' ? ' ' : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`),
  );
}
