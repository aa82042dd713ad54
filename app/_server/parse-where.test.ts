import { expect, it } from 'vitest';
import { parseWhere } from './parse-where.ts';

it('no term asks for everything', () => {
  expect(parseWhere('  ')).toEqual([{}]);
});

it('terms must all hold; an address may stand at either end', () => {
  expect(parseWhere('ip=203.0.113.45 port=22,8000-8002 action=reject')).toEqual([
    { sources: ['203.0.113.45'], servicePorts: [22, 8000, 8001, 8002], action: 'REJECT' },
    { destinations: ['203.0.113.45'], servicePorts: [22, 8000, 8001, 8002], action: 'REJECT' },
  ]);
});

it('an address is found in any spelling', () => {
  expect(parseWhere('ip=2001:0DB8:0::0001')[0]).toEqual({ sources: ['2001:db8::1'] });
});

it.each([
  ['src=203.0.113.45', 'src=203.0.113.45'],
  ['ip=203.0.113.45 bytes>5', 'bytes>5'],
  ['port!=22', 'port!=22'],
  ['port=', 'port='],
  ['port=65536', 'port=65536'],
  ['port=30-20', 'port=30-20'],
  ['port=22,', 'port=22,'],
  ['action=DROP', 'action=DROP'],
  ['ip=10.0.0.0/8', 'ip=10.0.0.0/8'],
  ['ip=1', 'ip=1'],
  ['ip=300.1.1.1', 'ip=300.1.1.1'],
  ['port=22 port=23', 'port=23'],
])('a term that cannot be used is named: %s', (where, term) => {
  expect(() => parseWhere(where)).toThrow(
    expect.objectContaining({ code: 'bad-value', message: expect.stringContaining(`«${term}»`) }),
  );
});
