import { expect, it } from 'vitest';
import { oneText } from './one-text.ts';

async function bytes(text: string): Promise<string[]> {
  const all: string[] = [];
  for await (const input of oneText(text)) {
    const parts: Uint8Array[] = [];
    for await (const part of input.bytes) parts.push(part);
    all.push(`${input.name}: ${Buffer.concat(parts).toString()}`);
  }
  return all;
}

it('is one input with exactly the text', async () => {
  expect(await bytes('2 1 eni\n')).toEqual(['paste: 2 1 eni\n']);
});

it('cuts no character in two, however long the text', async () => {
  const text = `${'x'.repeat(999_999)}😀${'é'.repeat(1_000_000)}`;
  expect(await bytes(text)).toEqual([`paste: ${text}`]);
});

it.each(['', ' \n\t '])('an empty text is nothing to read', async (text) => {
  await expect(bytes(text)).rejects.toMatchObject({ code: 'no-input' });
});
