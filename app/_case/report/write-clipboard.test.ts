import { afterEach, expect, test, vi } from 'vitest';
import { writeClipboard } from './write-clipboard.ts';

const report = Promise.resolve({ html: '<table></table>', text: 'plain' });

/** Stands in for the browser's class, which Node does not have. */
class Item {
  readonly parts: Record<string, Promise<Blob>>;
  constructor(parts: Record<string, Promise<Blob>>) {
    this.parts = parts;
  }
}

afterEach(() => vi.unstubAllGlobals());

test('both forms are written at once, and within the click: before anything is awaited', async () => {
  vi.stubGlobal('ClipboardItem', Item);
  const written: Item[] = [];
  const keep = async (items: unknown) => {
    for (const item of Array.isArray(items) ? items : []) if (item instanceof Item) written.push(item);
  };
  const clipboard = { write: keep, writeText: fail };
  const result = writeClipboard(report, clipboard);
  expect(written).toHaveLength(1);
  expect(await result).toBe('rich');
  expect(await (await written[0]?.parts['text/html'])?.text()).toBe('<table></table>');
  expect(await (await written[0]?.parts['text/plain'])?.text()).toBe('plain');
});

test('a browser that refuses rich text gets plain text', async () => {
  vi.stubGlobal('ClipboardItem', Item);
  const texts: string[] = [];
  const clipboard = { write: fail, writeText: async (text: string) => void texts.push(text) };
  expect(await writeClipboard(report, clipboard)).toBe('plain');
  expect(texts).toEqual(['plain']);
});

test('a browser without ClipboardItem gets plain text', async () => {
  expect(await writeClipboard(report, { write: fail, writeText: async () => {} })).toBe('plain');
});

test('a browser that refuses everything, or has no clipboard at all, says so', async () => {
  expect(await writeClipboard(report, { write: fail, writeText: fail })).toBe('denied');
  expect(await writeClipboard(report, undefined)).toBe('denied');
});

async function fail(): Promise<void> {
  throw new Error('NotAllowedError');
}
