import { describe, expect, it } from 'vitest';
import { boundaryOf, partText, readMultipart } from './multipart.ts';

describe('readMultipart', () => {
  it('gives each part by name, file name and bytes, in order', async () => {
    expect(await parts(form)).toEqual([
      { name: 'layout', fileName: null, text: 'auto' },
      { name: 'file', fileName: 'a.log', text: 'first line\r\nsecond line\r\n' },
      { name: 'file', fileName: 'b.log', text: '' },
    ]);
  });

  it('gives the same however the bytes are cut, one at a time or at any one place', async () => {
    const whole = await parts(form);
    expect(await parts(form, 1)).toEqual(whole);
    for (let at = 1; at < form.length; at += 1) expect(await parts(form, form.length, at)).toEqual(whole);
  });

  it('takes for a boundary only the boundary: what looks like its beginning is content', async () => {
    const tricky = '\r\n--B\r\n--BO\r\n-- \r\n--BOUNDAR\r\n\r\n--\r--BOUNDARY\n--BOUNDARY';
    const body = `--BOUNDARY\r\n${disposition('file', 'x')}\r\n\r\n${tricky}\r\n--BOUNDARY--\r\n`;
    for (const size of [1, 2, 3, 7, 1000]) expect((await parts(body, size)).map((part) => part.text)).toEqual([tricky]);
  });

  it('keeps bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) % 256);
    const body = Buffer.concat([
      Buffer.from(`--BOUNDARY\r\n${disposition('file', 'x.gz')}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--BOUNDARY--'),
    ]);
    for await (const part of readMultipart(cut(body, 999), 'BOUNDARY')) {
      const read: Uint8Array[] = [];
      for await (const chunk of part.bytes) read.push(chunk);
      expect(Buffer.compare(Buffer.concat(read), bytes)).toBe(0);
    }
  });

  it('skips what is not read of a part, also when a reader stops in the middle', async () => {
    const names: string[] = [];
    for await (const part of readMultipart(cut(Buffer.from(form), 5), 'BOUNDARY')) {
      names.push(part.fileName ?? part.name);
      for await (const _ of part.bytes) break;
    }
    expect(names).toEqual(['layout', 'a.log', 'b.log']);
  });

  it('reads a preamble, padding behind a boundary and an epilogue as the standard has them', async () => {
    const body = `preamble\r\n--BOUNDARY \t\r\n${disposition('a')}\r\n\r\nb\r\n--BOUNDARY--\r\nepilogue --BOUNDARY`;
    expect(await parts(body, 3)).toEqual([{ name: 'a', fileName: null, text: 'b' }]);
  });

  it('reads a form without parts', async () => {
    expect(await parts('--BOUNDARY--\r\n')).toEqual([]);
  });

  it.each([
    ['no boundary at all', 'just text'],
    ['ends inside the headers', '--BOUNDARY\r\nContent-Disposition: form-data; name="a"'],
    ['ends inside a part', `--BOUNDARY\r\n${disposition('a')}\r\n\r\nsome text`],
    ['ends inside a boundary', `--BOUNDARY\r\n${disposition('a')}\r\n\r\nsome text\r\n--BOUNDARY-`],
    ['a part without a name', '--BOUNDARY\r\nContent-Type: text/plain\r\n\r\nx\r\n--BOUNDARY--'],
    ['headers without end', `--BOUNDARY\r\nX: ${'x'.repeat(20_000)}\r\n\r\nx\r\n--BOUNDARY--`],
    ['text behind a boundary', `--BOUNDARYtext\r\n${disposition('a')}\r\n\r\nx\r\n--BOUNDARY--`],
  ])('says that the upload is damaged: %s', async (_, body) => {
    await expect(parts(body, 4)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('does not read a field without end into memory', async () => {
    const body = `--BOUNDARY\r\n${disposition('layout')}\r\n\r\n${'x'.repeat(5000)}\r\n--BOUNDARY--`;
    for await (const part of readMultipart(cut(Buffer.from(body), 100), 'BOUNDARY')) {
      await expect(partText(part, 1000)).rejects.toMatchObject({ code: 'bad-request' });
      break;
    }
  });

  it.each([
    ['quoted', 'filename="flow log.gz"', 'flow log.gz'],
    ['a quote as browsers write it', 'filename="a%22b.log"', 'a"b.log'],
    ['a quote as curl writes it', String.raw`filename="a\"b\\c.log"`, 'a"b\\c.log'],
    ['unquoted', 'filename=a.log', 'a.log'],
    ['other letters', 'filename="протокол.log"', 'протокол.log'],
    ['the extended form', `filename="x"; filename*=UTF-8''na%C3%AFve.log`, 'naïve.log'],
    ['a damaged extended form', `filename="x"; filename*=UTF-8''%E0%A4`, 'x'],
    ['a path, which is only a name here', 'filename="../../etc/passwd"', '../../etc/passwd'],
    ['control characters and turned text', 'filename="a\u0000b\u202Egol.c"', 'a b gol.c'],
    ['empty, as of a form without a file', 'filename=""', ''],
  ])('reads a file name: %s', async (_, parameter, expected) => {
    const body = `--BOUNDARY\r\ncontent-disposition: form-data; name="f;ile"; ${parameter}\r\n\r\nx\r\n--BOUNDARY--`;
    expect(await parts(body)).toEqual([{ name: 'f;ile', fileName: expected, text: 'x' }]);
  });
});

describe('boundaryOf', () => {
  it('finds the boundary, quoted or not', () => {
    expect(boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryX')).toBe('----WebKitFormBoundaryX');
    expect(boundaryOf('multipart/form-data; charset=utf-8; Boundary="a b:c"')).toBe('a b:c');
  });

  it('says so when there is none', () => {
    expect(() => boundaryOf('multipart/form-data')).toThrow('no boundary');
  });
});

const disposition = (name: string, file?: string): string =>
  `Content-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: text/plain`}`;

const form = [
  `--BOUNDARY\r\n${disposition('layout')}\r\n\r\nauto\r\n`,
  `--BOUNDARY\r\n${disposition('file', 'a.log')}\r\n\r\nfirst line\r\nsecond line\r\n\r\n`,
  `--BOUNDARY\r\n${disposition('file', 'b.log')}\r\n\r\n\r\n`,
  '--BOUNDARY--\r\n',
].join('');

async function parts(body: string, size = 64, at = 0) {
  const all = [];
  for await (const part of readMultipart(cut(Buffer.from(body), size, at), 'BOUNDARY')) {
    all.push({ name: part.name, fileName: part.fileName, text: await partText(part, 1_000_000) });
  }
  return all;
}

/** The bytes in chunks of `size`; the first one of `at` bytes, if given. */
async function* cut(bytes: Uint8Array, size: number, at = 0): AsyncGenerator<Uint8Array> {
  if (at > 0) yield bytes.subarray(0, at);
  for (let start = at; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
