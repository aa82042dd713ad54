import { expect, test } from 'vitest';
import { lines } from './lines.ts';

async function* pieces(...texts: string[]) {
  yield* texts;
}

async function all(...texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines(pieces(...texts))) found.push(line);
  return found;
}

test('a line cut anywhere comes whole, and two in one piece come one by one', async () => {
  expect(await all('{"a":', '1}\n{"b":2}\n{"c"', ':3}\n')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});

test('a last line without its end is not lost, empty lines are no lines', async () => {
  expect(await all('{"a":1}\n\n', '{"b":2}')).toEqual(['{"a":1}', '{"b":2}']);
  expect(await all()).toEqual([]);
});
