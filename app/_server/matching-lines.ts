import 'server-only';
import type { Session } from '#lib/engine/engine.ts';
import { AppError } from '#lib/model/app-error.ts';
import type { EvidenceFilter, EvidenceLine } from '#lib/model/detection.ts';

export interface Page {
  offset: number;
  limit: number;
}

/** The records that match the one filter or either of the two, in the order of the input, each once. */
export async function matchingLines(
  session: Pick<Session, 'lines' | 'input'>,
  [one, other]: [EvidenceFilter] | [EvidenceFilter, EvidenceFilter],
  { offset, limit }: Page,
): Promise<{ total: number; lines: EvidenceLine[] }> {
  if (!other) return await session.lines(one, { offset, limit });
  if (offset + limit > mergedMax) {
    throw new AppError('bad-value', {
      detail: `An address at either end can be paged up to line ${mergedMax.toLocaleString('en-US')} of the answer.`,
      hint: 'Add port= or action= to see fewer records.',
    });
  }
  const top = { offset: 0, limit: offset + limit };
  const [first, second, both] = [
    await session.lines(one, top),
    await session.lines(other, top),
    await session.lines({ ...one, ...other }, { offset: 0, limit: 1 }),
  ];
  return {
    total: first.total + second.total - both.total,
    lines: merged(first.lines, second.lines, session).slice(offset, offset + limit),
  };
}

// Two filters are merged from the top, so a late page costs as much as all before it.
const mergedMax = 20_000;

function merged(first: EvidenceLine[], second: EvidenceLine[], { input }: Pick<Session, 'input'>): EvidenceLine[] {
  const position = new Map(input.sources.map((source, index) => [source.name, index]));
  const lines = new Map([...first, ...second].map((line) => [`${position.get(line.source)} ${line.line}`, line]));
  return [...lines.values()].sort(
    (a, b) => (position.get(a.source) ?? 0) - (position.get(b.source) ?? 0) || a.line - b.line,
  );
}
