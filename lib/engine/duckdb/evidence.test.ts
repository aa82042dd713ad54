import { expect, test } from 'vitest';
import { defaultLine } from '#lib/samples/flow-line.ts';
import { textSource } from '#lib/sources/text.ts';
import { createDuckDb } from './duckdb.ts';
import { chooseEvidence, fetchedMax } from './evidence.ts';

const row = (start: number | null, bytes: number | null) => ({ start, bytes });

test('ten records or fewer are all shown, in the order they came', () => {
  const rows = [row(3, 1), row(1, 2), row(2, 3)];
  expect(chooseEvidence(rows)).toEqual(rows);
});

test('the last three, the largest three and the first four of many', () => {
  const rows = Array.from({ length: 30 }, (_, index) => row(100 + index, index >= 10 && index < 13 ? 9_000 : 10));
  expect(chooseEvidence(rows).map(({ start }) => (start ?? 0) - 100)).toEqual([0, 1, 2, 3, 10, 11, 12, 27, 28, 29]);
});

test('records without a time or a size are neither last nor largest', () => {
  const rows = [...Array.from({ length: 12 }, () => row(null, null)), row(5, 7)];
  expect(chooseEvidence(rows)).toContain(rows[12]);
});

test('many records: chosen by the engine, the same ones that would be chosen of all', async () => {
  // Times run backwards and forwards, so that the order of the lines is not the order of time.
  const made = Array.from({ length: fetchedMax + 200 }, (_, index) => ({
    source: '203.0.113.5',
    destination: '10.0.1.25',
    sourcePort: 1_025 + index,
    destinationPort: 443,
    start: 1_705_328_595 + ((index * 7_919) % 5_000),
    bytes: (index * 104_729) % 99_991,
  }));
  const session = await createDuckDb({ memory: '1GB' }).load([textSource('paste', made.map(defaultLine).join('\n'))], {
    layout: 'auto',
    internal: [],
  });
  const [found] = await session.evidence([{ initiators: ['203.0.113.5'] }]);
  await session.close();
  expect(found?.total).toBe(made.length);
  expect(found?.lines.map(({ fields }) => fields.srcport)).toEqual(
    chooseEvidence(made).map(({ sourcePort }) => sourcePort),
  );
});
