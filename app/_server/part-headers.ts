import 'server-only';
import { AppError } from '#lib/model/app-error.ts';

/** Field and file name of one part of a form, from its header lines. Throws `bad-request` where the part has no name. */
export function partHeaders(block: Buffer): { name: string; fileName: string | null } {
  const line = block
    .toString('utf8')
    .split('\r\n')
    .find((header) => /^content-disposition\s*:/i.test(header));
  const parameters = new Map<string, string>();
  // Values are quoted; browsers write a quote inside as %22, curl as \".
  for (const [, key, quoted, plain] of (line ?? '').matchAll(/;\s*([\w*-]+)=(?:"((?:\\.|[^"\\])*)"|([^;\s]*))/g)) {
    parameters.set((key ?? '').toLowerCase(), quoted === undefined ? (plain ?? '') : unquoted(quoted));
  }
  const name = parameters.get('name');
  if (name === undefined) {
    throw new AppError('bad-request', {
      detail: 'A part of the upload has no name.',
      hint: 'Send it again as multipart/form-data, as a browser or curl -F does.',
    });
  }
  const fileName = extended(parameters.get('filename*')) ?? parameters.get('filename');
  return { name, fileName: fileName === undefined ? null : readable(fileName) };
}

const unquoted = (text: string): string =>
  text
    .replaceAll(/\\(["\\])/g, '$1')
    .replaceAll('%22', '"')
    .replaceAll(/%0[AD]/gi, ' ');

// RFC 5987: UTF-8''na%C3%AFve.log. Browsers do not send it, some programs do.
function extended(value: string | undefined): string | null {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value ?? '')?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** What of a file name is shown: it never names a file here, so only what would spoil a line of text is taken out. */
function readable(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(-200);
}
