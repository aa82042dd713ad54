import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text.trim());

describe('splitSentences', () => {
  it('a stop inside an address, a number or an id ends nothing', () => {
    const text = '10.0.1.25 got 0.52 GB. T1595.001 fits, e.g. for port 22. It ended at 14:23:15Z.';
    expect(texts(text)).toEqual([
      '10.0.1.25 got 0.52 GB.',
      'T1595.001 fits, e.g. for port 22.',
      'It ended at 14:23:15Z.',
    ]);
  });

  it('lines and list items are sentences of their own', () => {
    expect(texts('- one\n- two\n\nthree')).toEqual(['- one', '- two', 'three']);
    expect(texts('1. First thing.\n2. Second thing.')).toEqual(['1. First thing.', '2. Second thing.']);
  });

  it('the pieces joined give the text again', () => {
    for (const text of ['One. Two! Three? Four', 'a.b.c. D', 'x\n\ny. Z.', ' lead. Trail. ']) {
      expect(
        splitSentences(text)
          .map((sentence) => sentence.text)
          .join(''),
      ).toBe(text);
    }
  });
});
