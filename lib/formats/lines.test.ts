import { expect, test } from 'vitest';
import { eachLine, lineBytesMax } from './lines.ts';

async function* inPieces(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number): Promise<string[]> {
  const lines: string[] = [];
  await eachLine(inPieces(text, size), (bytes, start, end, line, long) => {
    lines.push(`${line}${long ? '!' : ''}:${new TextDecoder().decode(bytes.subarray(start, end)).slice(0, 20)}`);
    return undefined;
  });
  return lines;
}

test('every cut of the bytes gives the same lines', async () => {
  const text = '\uFEFFone\r\ntwo\n\nfour with ü\r\nlast';
  const whole = await read(text, 1000);
  expect(whole).toEqual(['1:one', '2:two', '3:', '4:four with ü', '5:last']);
  for (let size = 1; size < 32; size++) expect(await read(text, size)).toEqual(whole);
});

test('a final line end makes no further line', async () => {
  expect(await read('one\n', 2)).toEqual(['1:one']);
  expect(await read('', 2)).toEqual([]);
});

test('a line longer than the bound is handed over cut and marked, however it is cut, and the next one is whole', async () => {
  const text = `${'x'.repeat(lineBytesMax + 1)}\nshort\n`;
  for (const size of [100, 4096, lineBytesMax, 1_000_000]) {
    expect(await read(text, size)).toEqual([`1!:${'x'.repeat(20)}`, '2:short']);
  }
  expect(await read(`${'x'.repeat(lineBytesMax)}\n`, 5000)).toEqual([`1:${'x'.repeat(20)}`]);
});

test('reading stops when the taker has enough', async () => {
  const seen: number[] = [];
  await eachLine(inPieces('a\nb\nc\nd\n', 3), (_bytes, _start, _end, line) => {
    seen.push(line);
    return line === 2 ? 'enough' : undefined;
  });
  expect(seen).toEqual([1, 2]);
});
