import { describe, expect, it } from 'vitest';
import { guardRequest } from './guard-request.ts';

const url = 'http://127.0.0.1:3000/api/cases';

/** A request as it arrives: what a client library would add by itself is given here. */
function arriving(method: string, headers: Record<string, string>): Request {
  return new Request(url, { method, headers: { host: '127.0.0.1:3000', ...headers } });
}

const verdict = (request: Request): string => {
  try {
    guardRequest(request, '127.0.0.1');
    return 'passes';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'threw';
  }
};

const json = { 'content-type': 'application/json', 'content-length': '2' };

describe('guardRequest', () => {
  it.each([
    ['a program that names no origin', json],
    ['the own page', { ...json, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }],
    ['the own page behind a proxy that ends TLS', { ...json, origin: 'https://127.0.0.1:3000' }],
    ['an address typed by a person', { ...json, 'sec-fetch-site': 'none' }],
    ['an upload', { 'content-type': 'Multipart/Form-Data; boundary=x', 'content-length': '2' }],
    ['a charset behind the type', { 'content-type': 'application/json; charset=utf-8', 'content-length': '2' }],
    ['no body and no type', { 'content-length': '0' }],
  ])('lets through %s', (_, headers) => {
    expect(verdict(arriving('POST', headers))).toBe('passes');
  });

  it.each([
    ['another site', { ...json, origin: 'https://evil.example' }],
    ['another site that hides its origin', { ...json, origin: 'null' }],
    ['another port of this machine', { ...json, origin: 'http://127.0.0.1:4000' }],
    ['another name of this machine', { ...json, origin: 'http://localhost:3000' }],
    ['a browser that says cross-site', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['a browser that says same-site, which another port is', { ...json, 'sec-fetch-site': 'same-site' }],
    ['an origin that is no address', { ...json, origin: 'evil' }],
  ])('refuses a change from %s', (_, headers) => {
    for (const method of ['POST', 'PATCH', 'DELETE']) expect(verdict(arriving(method, headers))).toBe('forbidden');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', '', 'application/jsonx', 'text/json'])(
    'refuses a body of type «%s»: a form of another site could send it',
    (type) => {
      expect(verdict(arriving('POST', { 'content-type': type, 'content-length': '2' }))).toBe('media-type');
    },
  );

  it('refuses a body of unknown length without a type', () => {
    expect(verdict(arriving('POST', { 'transfer-encoding': 'chunked' }))).toBe('media-type');
  });

  it('lets anybody read who asks under the right name: the browser keeps the answer from other sites', () => {
    expect(verdict(arriving('GET', { 'sec-fetch-site': 'cross-site' }))).toBe('passes');
  });

  it('refuses every method under a foreign name', () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(verdict(arriving(method, { ...json, host: 'evil.example:3000' }))).toBe('forbidden');
    }
  });
});
