/** What a person gave to be read: text as it stands in the box, or files. */
export type Given =
  | { kind: 'text'; text: string; name?: string; sample?: boolean }
  | { kind: 'files'; files: readonly File[]; name?: string };

/** Above this many characters pasted text is held beside the page: a text box of 100 MB freezes every browser. */
export const heldCharactersMin = 5_000_000;

/** Large text becomes a file, so that it is sent with progress and never enters the page. */
export function givenText(text: string): Given {
  return text.length > heldCharactersMin
    ? { kind: 'files', files: [new File([text], 'paste.log', { type: 'text/plain' })], name: 'Pasted logs' }
    : { kind: 'text', text };
}

/** In words for a busy person: `579 files` or `fl-12.log.gz`. */
export function givenName(given: Given): string {
  if (given.kind === 'text') return given.name ?? 'the pasted lines';
  const [first] = given.files;
  return given.files.length === 1 && first ? first.name : `${given.files.length} files`;
}
