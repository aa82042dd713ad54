import 'server-only';
import type { NewInput } from '#lib/cases/store.ts';
import { AppError } from '#lib/model/app-error.ts';
import { pastedName } from './case-name.ts';

/** Pasted text as the one input of a case. Throws `no-input` where there is nothing but white space. */
export async function* oneText(text: string): AsyncGenerator<NewInput> {
  if (text.trim() === '') {
    throw new AppError('no-input', { detail: 'The text is empty.', hint: 'Paste flow log lines, or open a file.' });
  }
  yield { name: pastedName, bytes: pieces(text) };
}

// Encoded piece by piece: the text and all of its bytes need not stand in memory at once.
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; ) {
    let end = at + pieceCharacters;
    // A pair of surrogates is one character; cut in two it would come out as two signs of damage.
    if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end += 1;
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

const pieceCharacters = 1_000_000;
