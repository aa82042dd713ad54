import { describe, expect, it } from 'vitest';
import { listed, oneLine, tokensOf, writeSections } from './sections.ts';

const units = (count: number) => Array.from({ length: count }, (_, index) => `row ${index} has some words in it`);

describe('writeSections', () => {
  it('writes short parts whole, and an empty one as none', () => {
    const text = writeSections(
      [
        { id: 'a', legend: 'key', units: ['1', '2'], tokens: 10 },
        { id: 'b', units: [], tokens: 10 },
      ],
      100,
    );
    expect(text).toBe('## a\nkey\n1\n2\n\n## b\nnone');
  });

  it('keeps within the room there is, and says what is missing', () => {
    for (const room of [60, 100, 200, 400]) {
      const text = writeSections(
        [
          { id: 'a', units: units(100), tokens: room / 2 },
          { id: 'b', units: units(100), tokens: room / 4 },
        ],
        room,
      );
      expect(tokensOf(text)).toBeLessThanOrEqual(room);
      const shown = text.match(/^row /gm)?.length ?? 0;
      const missing = [...text.matchAll(/\((\d+) more left out\)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
      expect(shown + missing).toBe(200);
    }
  });

  it('gives what short parts leave over to the long ones', () => {
    const long = { id: 'long', units: units(20), tokens: 20 };
    const alone = writeSections([long, { id: 'short', units: [], tokens: 300 }], 400);
    expect(alone).not.toContain('left out');
  });
});

it('tokens are counted as a pessimist does', () => {
  expect(tokensOf('203.0.113.45')).toBe(7);
  expect(tokensOf('extraordinary words')).toBe(4);
  expect(tokensOf('')).toBe(0);
});

it('words are cut between words, lists after their first items', () => {
  expect(oneLine('a\n b')).toBe('a b');
  expect(oneLine('word '.repeat(200)).length).toBeLessThanOrEqual(402);
  expect(oneLine('x'.repeat(900)).length).toBeLessThanOrEqual(402);
  expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(listed([], 2)).toBe('-');
});
