import { expect, test } from 'vitest';
import { givenName, givenText, heldCharactersMin } from './given.ts';

test('text up to the limit stays text, above it becomes a file beside the page', async () => {
  expect(givenText('2 123456789012')).toEqual({ kind: 'text', text: '2 123456789012' });
  expect(givenText('x'.repeat(heldCharactersMin)).kind).toBe('text');
  const held = givenText('x'.repeat(heldCharactersMin + 1));
  if (held.kind !== 'files') throw new Error('expected files');
  expect(held.files[0]?.size).toBe(heldCharactersMin + 1);
});

test('what was given has a name for people', () => {
  expect(givenName(givenText('a'))).toBe('the pasted lines');
  expect(givenName({ kind: 'files', files: [new File([''], 'a.log')] })).toBe('a.log');
  expect(givenName({ kind: 'files', files: [new File([''], 'a.log'), new File([''], 'b.log')] })).toBe('2 files');
});
