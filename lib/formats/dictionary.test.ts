import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { addressDictionary, termDictionary } from './dictionary.ts';

const idOf = (dictionary: ReturnType<typeof addressDictionary>, text: string) => {
  const bytes = new TextEncoder().encode(text);
  return dictionary.id(bytes, 0, bytes.length);
};

test('addresses: spellings of one IPv6 address share an id, printed compressed in lower case', () => {
  const dictionary = addressDictionary();
  const id = idOf(dictionary, '2001:0DB8:0000:0000:0000:0000:0000:0001');
  expect(idOf(dictionary, '2001:db8::1')).toBe(id);
  expect(idOf(dictionary, '2001:db8:0:0::1')).toBe(id);
  expect(dictionary.texts[id]).toBe('2001:db8::1');
});

test('addresses: what is no address is refused, and Node agrees', () => {
  const wrong = [
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.',
    '.1.2.3',
    '010.0.0.1',
    '1..2.3',
    '1.2.3.4 ',
    'a.b.c.d',
    ':::',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    'host',
    '-1.2.3.4',
    '1.2.3.4/24',
  ];
  const dictionary = addressDictionary();
  for (const text of wrong) expect([text, idOf(dictionary, text)]).toEqual([text, -1]);
  for (const text of wrong.filter((entry) => !entry.includes('%'))) expect([text, isIP(text)]).toEqual([text, 0]);
  for (const text of ['0.0.0.0', '255.255.255.255', '10.0.0.10', '::', '::1', '::ffff:10.0.0.1', 'fe80::1']) {
    expect([text, idOf(dictionary, text) >= 0]).toEqual([text, true]);
  }
});

test('addresses: ten thousand of them keep their own ids', () => {
  const dictionary = addressDictionary();
  const texts = Array.from({ length: 10_000 }, (_, n) => `10.${n >> 12}.${(n >> 4) & 255}.${(n * 37) & 255}`);
  const ids = texts.map((text) => idOf(dictionary, text));
  texts.forEach((text, index) => {
    expect(dictionary.texts[ids[index] ?? -1]).toBe(text);
    expect(idOf(dictionary, text)).toBe(ids[index]);
  });
});

test('terms: two thousand of them keep their own ids, and bytes that are no UTF-8 do not crash', () => {
  const dictionary = termDictionary();
  const ids = Array.from({ length: 2_000 }, (_, n) => idOf(dictionary, `eni-${n}`));
  expect(new Set(ids).size).toBe(2_000);
  expect(dictionary.texts[ids[1234] ?? -1]).toBe('eni-1234');
  expect(dictionary.id(new Uint8Array([0xff, 0xfe]), 0, 2)).toBe(2_000);
});
