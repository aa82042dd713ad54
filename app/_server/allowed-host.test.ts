import { expect, it } from 'vitest';
import { allowedHost } from './allowed-host.ts';

it.each(['127.0.0.1', '127.0.0.1:3000', 'localhost', 'LocalHost:8080', '[::1]', '[::1]:3000'])(
  'this machine is always allowed: %s',
  (header) => {
    expect(allowedHost(header, '127.0.0.1')).toBe(true);
  },
);

it.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'localhost:3000@evil.example',
  'localhost, evil.example',
  'localhost:3000:evil',
  '192.0.2.7:3000',
  '[::1',
  '::1',
  '[2001:db8::1]:3000',
  '',
  ' ',
])('another name or address is refused: «%s»', (header) => {
  expect(allowedHost(header, '127.0.0.1')).toBe(false);
});

it('no header at all is refused', () => {
  expect(allowedHost(null, '127.0.0.1')).toBe(false);
});

it('the host the server is bound to is allowed, on any port', () => {
  expect(allowedHost('flowcase.example:8443', 'flowcase.example')).toBe(true);
  expect(allowedHost('192.0.2.7:3000', '192.0.2.7')).toBe(true);
  expect(allowedHost('[2001:db8::1]:3000', '[2001:db8::1]')).toBe(true);
  expect(allowedHost('other.example', 'flowcase.example')).toBe(false);
});

it('bound to all interfaces, any address will do but no name: only names can be pointed elsewhere', () => {
  for (const everywhere of ['0.0.0.0', '::']) {
    expect(allowedHost('192.0.2.7:3000', everywhere)).toBe(true);
    expect(allowedHost('[2001:db8::1]:3000', everywhere)).toBe(true);
    expect(allowedHost('evil.example:3000', everywhere)).toBe(false);
  }
});
