import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lineValues, sampleValues } from './sample-values.ts';

const record = '10.0.1.25 203.0.113.45 443 50000 6';

test('the first line with as many values as the layout has columns is shown', () => {
  expect(lineValues(`# a note\n\n${record}\r\n10.0.9.9 x y z 1\n`, 5)).toEqual(record.split(' '));
  expect(lineValues('one two three\n', 5)).toBeNull();
  expect(lineValues('', 5)).toBeNull();
});

test('text of the box is looked at as it stands', async () => {
  expect(await sampleValues({ kind: 'text', text: record }, 'paste', 5)).toEqual(record.split(' '));
});

test('of several files the one that the question is about is looked at', async () => {
  const files = [new File(['1 2 3 4 5\n'], 'a.log'), new File([`${record}\n`], 'b.log')];
  expect(await sampleValues({ kind: 'files', files }, 'logs/b.log', 5)).toEqual(record.split(' '));
});

test('a gzip file is opened, also where its head is cut in the middle of the stream', async () => {
  // Random-looking lines do not compress, so that the head of 64 kB ends inside the stream.
  const many = Array.from(
    { length: 40_000 },
    (_, i) => `10.0.1.${i % 256} ${(i * 2654435761) % 4294967296} 443 ${i} 6`,
  );
  const packed = gzipSync(many.join('\n'));
  expect(packed.length).toBeGreaterThan(65_536);
  const file = new File([packed], 'x.log.gz');
  expect(await sampleValues({ kind: 'files', files: [file] }, null, 5)).toEqual(many[0]?.split(' '));
});
