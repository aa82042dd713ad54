/** Longest line that is looked at: the longest record of the format, tags and ARNs included, is a tenth of it. */
export const lineBytesMax = 65_536;

/**
 * Hands each line of a stream of bytes to `take`, without its end (LF or CRLF) and without a byte order mark. The bytes
 * are valid during the call only. A line longer than `lineBytesMax` is handed over cut, with `long` set. Lines count
 * from 1; text after the last line end is a line of its own. `take` ends the reading by returning `enough`.
 */
export async function eachLine(
  chunks: AsyncIterable<Uint8Array>,
  take: (bytes: Uint8Array, start: number, end: number, line: number, long: boolean) => 'enough' | undefined,
): Promise<void> {
  let rest = new Uint8Array(0);
  let line = 0;
  let skipping = false;

  const give = (bytes: Uint8Array, from: number, to: number, long: boolean): boolean => {
    line++;
    let start = from;
    if (line === 1 && to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) {
      start += 3;
    }
    return take(bytes, start, to > start && bytes[to - 1] === 13 ? to - 1 : to, line, long) === 'enough';
  };

  for await (const chunk of chunks) {
    let at = 0;
    if (skipping) {
      const end = chunk.indexOf(10);
      if (end < 0) continue;
      skipping = false;
      at = end + 1;
    } else if (rest.length > 0) {
      const end = chunk.indexOf(10);
      const piece = chunk.subarray(0, end < 0 ? chunk.length : end);
      const joined = new Uint8Array(rest.length + piece.length);
      joined.set(rest);
      joined.set(piece, rest.length);
      rest = new Uint8Array(0);
      if (end >= 0) {
        if (give(joined, 0, Math.min(joined.length, lineBytesMax), joined.length > lineBytesMax)) return;
        at = end + 1;
      } else if (joined.length > lineBytesMax) {
        if (give(joined, 0, lineBytesMax, true)) return;
        skipping = true;
        continue;
      } else {
        rest = joined;
        continue;
      }
    }
    for (;;) {
      const end = chunk.indexOf(10, at);
      if (end < 0) break;
      if (give(chunk, at, Math.min(end, at + lineBytesMax), end - at > lineBytesMax)) return;
      at = end + 1;
    }
    if (chunk.length - at > lineBytesMax) {
      if (give(chunk, at, at + lineBytesMax, true)) return;
      skipping = true;
    } else if (at < chunk.length) {
      rest = chunk.slice(at);
    }
  }
  if (rest.length > 0) give(rest, 0, rest.length, false);
}
