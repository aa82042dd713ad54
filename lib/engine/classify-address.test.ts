import { expect, test } from 'vitest';
import { addressClassifier } from './classify-address.ts';

const classify = addressClassifier([]);

test.each([
  ['10.0.0.0', 'internal', null],
  ['10.255.255.255', 'internal', null],
  ['11.0.0.0', 'external', null],
  ['172.15.255.255', 'external', null],
  ['172.16.0.0', 'internal', null],
  ['172.31.255.255', 'internal', null],
  ['172.32.0.0', 'external', null],
  ['192.168.255.255', 'internal', null],
  ['192.169.0.0', 'external', null],
  ['100.63.255.255', 'external', null],
  ['100.64.0.0', 'internal', 'shared address space (RFC 6598)'],
  ['100.128.0.0', 'external', null],
  ['169.254.169.254', 'special', 'instance metadata service'],
  ['169.254.0.1', 'special', 'link-local'],
  ['127.0.0.1', 'special', 'loopback'],
  ['223.255.255.255', 'external', null],
  ['224.0.0.1', 'special', 'multicast'],
  ['240.0.0.1', 'special', 'reserved'],
  ['255.255.255.255', 'special', 'broadcast'],
  ['192.0.2.1', 'external', 'documentation range (RFC 5737)'],
  ['198.51.100.255', 'external', 'documentation range (RFC 5737)'],
  ['203.0.113.45', 'external', 'documentation range (RFC 5737)'],
  ['203.0.114.0', 'external', null],
  ['198.18.0.1', 'special', 'benchmarking (RFC 2544)'],
  ['2001:db8::1', 'external', 'documentation range (RFC 3849)'],
  ['2600:1f18::1', 'external', null],
  ['fd12::1', 'internal', 'unique local (RFC 4193)'],
  ['fd00:ec2::254', 'special', 'instance metadata service'],
  ['fe80::1', 'special', 'link-local'],
  ['::1', 'special', 'loopback'],
  ['ff02::1', 'special', 'multicast'],
  ['::ffff:a00:1', 'internal', null],
])('%s is %s', (text, scope, label) => {
  expect(classify(text)).toMatchObject({ scope, label });
});

test('a declared range stands above every other, and one address is a range', () => {
  const own = addressClassifier(['203.0.113.0/24', '2001:db8:1::/48', '198.51.100.7']);
  expect(own('203.0.113.45')).toMatchObject({ scope: 'internal', label: 'declared internal' });
  expect(own('2001:db8:1::5')).toMatchObject({ scope: 'internal' });
  expect(own('2001:db8:2::5')).toMatchObject({ scope: 'external' });
  expect([own('198.51.100.7').scope, own('198.51.100.8').scope]).toEqual(['internal', 'external']);
});

test('a range that cannot be read is an error that shows it', () => {
  expect(() => addressClassifier(['10.0.0.0/33'])).toThrow(
    expect.objectContaining({ code: 'bad-value', message: expect.stringContaining('10.0.0.0/33') }),
  );
  expect(() => addressClassifier(['office'])).toThrow(expect.objectContaining({ code: 'bad-value' }));
});
