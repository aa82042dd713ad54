import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fileSource } from './file.ts';
import { pathSources } from './paths.ts';
import { type Source, SourceDamage } from './source.ts';
import { textSource } from './text.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'flowcase-test-'));

async function text(source: Source): Promise<string> {
  const decoder = new TextDecoder();
  let all = '';
  for await (const piece of source.open()) all += decoder.decode(piece, { stream: true });
  return all;
}

test('a file is inflated by what is in it, not by its name', async () => {
  const at = folder();
  writeFileSync(join(at, 'plain.gz'), 'plain\n');
  writeFileSync(join(at, 'packed.log'), gzipSync('packed\n'));
  expect(await text(fileSource(join(at, 'plain.gz')))).toBe('plain\n');
  expect(await text(fileSource(join(at, 'packed.log')))).toBe('packed\n');
});

test('gzip of several members, as cat makes it, is read to its end', async () => {
  const at = folder();
  writeFileSync(join(at, 'two.gz'), Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]));
  expect(await text(fileSource(join(at, 'two.gz')))).toBe('one\ntwo\n');
});

test('a source can be opened twice, and says how many stored bytes it took', async () => {
  const at = folder();
  const packed = gzipSync('again\n'.repeat(50_000));
  writeFileSync(join(at, 'a.gz'), packed);
  const source = fileSource(join(at, 'a.gz'));
  let stored = 0;
  for await (const piece of source.open((bytes) => {
    stored += bytes;
  }))
    expect(piece.length).toBeGreaterThan(0);
  expect({ stored, size: source.size }).toEqual({ stored: packed.length, size: packed.length });
  expect((await text(source)).length).toBe(300_000);
});

test('a cut gzip gives what it holds, then says that it is damaged', async () => {
  const at = folder();
  const whole = gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7919) % 251)));
  writeFileSync(join(at, 'cut.gz'), whole.subarray(0, whole.length - 100));
  let read = 0;
  const reading = async () => {
    for await (const piece of fileSource(join(at, 'cut.gz')).open()) read += piece.length;
  };
  await expect(reading()).rejects.toBeInstanceOf(SourceDamage);
  expect(read).toBeGreaterThan(0);
});

test('paths: folders are read recursively and sorted, hidden files are left out, order of the arguments is kept', async () => {
  const at = folder();
  mkdirSync(join(at, 'b', 'c'), { recursive: true });
  for (const name of ['z.log', 'b/2.log', 'b/c/1.log', '.hidden']) writeFileSync(join(at, name), 'x');
  const names = async (...paths: string[]) => (await pathSources(paths)).map(({ name }) => name.slice(at.length + 1));
  expect(await names(at)).toEqual(['b/2.log', 'b/c/1.log', 'z.log']);
  expect(await names(join(at, 'z.log'), join(at, 'b'))).toEqual(['z.log', 'b/2.log', 'b/c/1.log']);
});

test('paths: globs match within a folder with *, across folders with **, one letter with ?', async () => {
  const at = folder();
  mkdirSync(join(at, 'b', 'c'), { recursive: true });
  for (const name of ['a1.log', 'a2.txt', 'b/a3.log', 'b/c/a4.log']) writeFileSync(join(at, name), 'x');
  const names = async (path: string) =>
    (await pathSources([join(at, path)])).map(({ name }) => name.slice(at.length + 1));
  expect(await names('*.log')).toEqual(['a1.log']);
  expect(await names('a?.*')).toEqual(['a1.log', 'a2.txt']);
  expect(await names('**/*.log')).toEqual(['a1.log', 'b/a3.log', 'b/c/a4.log']);
  expect(await names('b/*/a4.log')).toEqual(['b/c/a4.log']);
});

test('paths: what is not there is an error that names it', async () => {
  await expect(pathSources(['/nowhere/at/all'])).rejects.toMatchObject({
    code: 'path-not-found',
    message: expect.stringContaining('/nowhere/at/all'),
  });
  await expect(pathSources([join(folder(), '*.log')])).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(pathSources([folder()])).rejects.toMatchObject({ code: 'no-input' });
});

test('standard input can be read twice', async () => {
  const [source] = await pathSources(['-'], Readable.from(['one\n', 'two\n']));
  expect(source?.name).toBe('stdin');
  expect(source && (await text(source))).toBe('one\ntwo\n');
  expect(source && (await text(source))).toBe('one\ntwo\n');
});

test('a long text comes in pieces', async () => {
  const pieces: number[] = [];
  for await (const piece of textSource('paste', 'x'.repeat(600_000)).open()) pieces.push(piece.length);
  expect(pieces).toEqual([262_144, 262_144, 75_712]);
});
