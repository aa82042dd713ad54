import { expect, it } from 'vitest';
import type { Session } from '#lib/engine/engine.ts';
import type { EvidenceFilter, EvidenceLine } from '#lib/model/detection.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { matchingLines } from './matching-lines.ts';
import { parseWhere } from './parse-where.ts';

// a.log: 1 and 3 from the address, 2 to it, 4 from it to itself; b.log: 1 to it, 2 foreign.
const records = [
  ['a.log', 1, '10.0.0.1', '10.0.0.9'],
  ['a.log', 2, '10.0.0.9', '10.0.0.1'],
  ['a.log', 3, '10.0.0.1', '10.0.0.8'],
  ['a.log', 4, '10.0.0.1', '10.0.0.1'],
  ['b.log', 1, '10.0.0.8', '10.0.0.1'],
  ['b.log', 2, '10.0.0.8', '10.0.0.9'],
] as const;

const session: Pick<Session, 'lines' | 'input'> = {
  input: {
    ...sampleInvestigation().input,
    sources: ['a.log', 'b.log'].flatMap((name) =>
      sampleInvestigation().input.sources.map((source) => ({ ...source, name })),
    ),
  },
  async lines({ sources, destinations }: EvidenceFilter, { offset, limit }) {
    const found = records.filter(
      ([, , from, to]) => (sources?.includes(from) ?? true) && (destinations?.includes(to) ?? true),
    );
    return {
      total: found.length,
      lines: found.slice(offset, offset + limit).map(([source, line]) => at(source, line)),
    };
  },
};

function at(source: string, line: number): EvidenceLine {
  const fields = sampleInvestigation().candidates[0]?.evidence[0]?.fields;
  if (!fields) throw new Error('the sample has evidence');
  return { source, line, text: '', fields };
}

const lines = async (where: string, offset = 0, limit = 100) => {
  const page = await matchingLines(session, parseWhere(where), { offset, limit });
  return { total: page.total, lines: page.lines.map((line) => `${line.source}:${line.line}`) };
};

it('gives records of either direction once, in the order of the input', async () => {
  expect(await lines('ip=10.0.0.1')).toEqual({
    total: 5,
    lines: ['a.log:1', 'a.log:2', 'a.log:3', 'a.log:4', 'b.log:1'],
  });
});

it('pages without gap or repetition', async () => {
  const pages = [await lines('ip=10.0.0.1', 0, 2), await lines('ip=10.0.0.1', 2, 2), await lines('ip=10.0.0.1', 4, 2)];
  expect(pages.flatMap((page) => page.lines)).toEqual(['a.log:1', 'a.log:2', 'a.log:3', 'a.log:4', 'b.log:1']);
  expect(pages.map((page) => page.total)).toEqual([5, 5, 5]);
});

it('gives everything without a term', async () => {
  expect((await lines('')).total).toBe(6);
});

it('says so where a page lies too far down to be merged', async () => {
  await expect(lines('ip=10.0.0.1', 20_000, 1)).rejects.toMatchObject({ code: 'bad-value' });
});
