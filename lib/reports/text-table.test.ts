import { describe, expect, test } from 'vitest';
import { textTable } from './text-table.ts';
import { wrap } from './wrap.ts';

const columns = [
  { title: 'Name', align: 'left' as const },
  { title: 'Flows', align: 'right' as const },
  { title: 'Note', align: 'left' as const },
];

test('columns are as wide as they need to be, numbers stand right', () => {
  expect(
    textTable(
      columns,
      [
        ['a', '1', 'short'],
        ['bcdef', '12', ''],
      ],
      40,
    ),
  ).toBe(['Name  | Flows | Note', '------+-------+------', 'a     |     1 | short', 'bcdef |    12 |'].join('\n'));
});

test('the widest column gives way, and its cells wrap', () => {
  expect(textTable(columns, [['a', '1', 'one two three four']], 25)).toBe(
    ['Name | Flows | Note', '-----+-------+-----------', 'a    |     1 | one two', '     |       | three four'].join(
      '\n',
    ),
  );
});

test('no line is wider than asked, however long the words', () => {
  const text = textTable(columns, [['x'.repeat(300), '9'.repeat(50), 'y z '.repeat(90)]], 60);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(60);
  expect(text.replace(/[^x]/g, '')).toHaveLength(300);
});

describe('wrap', () => {
  test('a line may be as long as the width, not longer', () => {
    expect(wrap('abc de', 6)).toEqual(['abc de']);
    expect(wrap('abc def', 6)).toEqual(['abc', 'def']);
  });

  test('a word longer than the width is cut between characters', () => {
    expect(wrap('a 🙂🙂🙂🙂🙂', 4)).toEqual(['a', '🙂🙂🙂🙂', '🙂']);
  });

  test('nothing is one empty line', () => {
    expect(wrap('', 10)).toEqual(['']);
  });
});
