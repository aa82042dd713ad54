import type { Source } from './source.ts';

// Small enough that what was read is stored before the next piece is.
const pieceBytes = 262_144;

/** Text that is in memory already, such as what a person pasted. */
export function textSource(name: string, text: string): Source {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    async *open(onStored) {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        onStored?.(piece.length);
        yield piece;
      }
    },
  };
}
