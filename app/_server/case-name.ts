import 'server-only';
import type { Investigation } from '#lib/model/investigation.ts';

/** A name for a case whose person gave none: what was found first, else where it came from. */
export function caseName({
  candidates,
  input,
  window,
}: Pick<Investigation, 'candidates' | 'input' | 'window'>): string {
  const found = candidates[0]?.title;
  if (found) return shortened(found);
  const [first, ...others] = input.sources.map((source) => source.name);
  if (first !== undefined && first !== pastedName) {
    return others.length > 0 ? `${shortened(first)} and ${others.length} more` : shortened(first);
  }
  if (!window) return 'Pasted logs';
  return `Pasted logs of ${new Date(window.start * 1000).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** What pasted text is called as an input. */
export const pastedName = 'paste';

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99).trimEnd()}…` : text;
}
