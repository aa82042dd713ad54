import { formatCount } from '#lib/names/format.ts';

/** `L12–L38 · 27 lines`: first and last known line of a claim, and how many it rests on in all. */
export function evidenceLabel(lines: readonly { source: string; line: number }[], total: number): string {
  const words = total === 1 ? '1 line' : `${formatCount(total)} lines`;
  const numbers = lines.map(({ line }) => line);
  const [first] = lines;
  if (!first) return words;
  // Line numbers of several files have no common order: then the count is all that can be said shortly.
  if (lines.some(({ source }) => source !== first.source)) return words;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  if (least === most) return total === 1 ? `L${least}` : `L${least} · ${words}`;
  return `L${least}–L${most} · ${words}`;
}
