import { describe, expect, test } from 'vitest';
import { plainText, visibleText } from './plain-text.ts';

describe('plainText', () => {
  test.each([
    ['one\n\n two\tthree', 'one two three'],
    ['http://x.example HTTPS://x.example ftp://x.example', 'hxxp://x.example HxxPS://x.example fxp://x.example'],
    ['www.x.example', 'www[.]x.example'],
    ['the http port', 'the http port'],
  ])('%j becomes %j', (value, expected) => {
    expect(plainText(value)).toBe(expected);
  });
});

describe('visibleText', () => {
  test('escapes of a terminal, reversed text and hidden tags are shown as codes', () => {
    expect(visibleText('\u001b[2J \u202ecod.exe \u200b\u{e0041}\u0085')).toBe(
      '\\u001b[2J \\u202ecod.exe \\u200b\\ue0041\\u0085',
    );
  });

  test('letters of every script stay', () => {
    expect(visibleText('Zürich 東京 «ok» 🙂')).toBe('Zürich 東京 «ok» 🙂');
  });
});
