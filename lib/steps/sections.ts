/** One part of a prompt's facts. A unit is never cut in two; units at the end are left out when there is no room. */
export interface Section {
  id: string;
  /** What the columns of the units are, or how to read them. */
  legend?: string;
  units: readonly string[];
  /** Tokens this part may take when all parts are long. */
  tokens: number;
}

/**
 * Tokens of a text as a pessimist counts them: three digits, six letters or one sign each. Addresses and numbers cost
 * that much with every tokenizer we know; words cost less.
 */
export function tokensOf(text: string): number {
  return text.match(/\d{1,3}|[^\W\d_]{1,6}|[^\s\w]|_/gu)?.length ?? 0;
}

/**
 * Writes the parts under their headings within `tokensMax`. Each part first gets its own share; what short parts leave
 * over goes to the long ones, from the top. A part that does not fit says how much of it is missing.
 */
export function writeSections(sections: readonly Section[], tokensMax: number): string {
  const costs = sections.map(({ units }) => units.map((unit) => tokensOf(unit)));
  const wanted = costs.map((units) => units.reduce((sum, cost) => sum + cost, 0));
  const shares = sections.map(({ tokens }, index) => Math.min(tokens, wanted[index] ?? 0));
  const overhead = sections.reduce((sum, { id, legend }) => sum + tokensOf(id) + tokensOf(legend ?? '') + 12, 0);
  let rest = tokensMax - overhead - shares.reduce((sum, share) => sum + share, 0);
  const rooms = shares.map((share, index) => {
    const more = Math.max(0, Math.min(rest, (wanted[index] ?? 0) - share));
    rest -= more;
    return share + more;
  });
  return sections.map((section, index) => sectionText(section, costs[index] ?? [], rooms[index] ?? 0)).join('\n\n');
}

function sectionText({ id, legend, units }: Section, costs: readonly number[], room: number): string {
  const shown: string[] = [];
  let used = 0;
  for (const [index, unit] of units.entries()) {
    used += costs[index] ?? 0;
    if (used > room) break;
    shown.push(unit);
  }
  const missing = units.length - shown.length;
  return [
    `## ${id}`,
    ...(legend && shown.length > 0 ? [legend] : []),
    ...(units.length === 0 ? ['none'] : shown),
    ...(missing > 0 ? [`(${missing} more left out)`] : []),
  ].join('\n');
}

const wordsMax = 400;

/** Free text on one line, at most 400 characters, cut between words. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= wordsMax) return line;
  const space = line.lastIndexOf(' ', wordsMax);
  return `${line.slice(0, space > 0 ? space : wordsMax)} …`;
}

/** `a, b, c and 4 more`. */
export function listed(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown || '-';
}
