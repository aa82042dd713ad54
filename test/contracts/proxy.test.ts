import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../app/_server/security-headers.ts';
import { config, proxy } from '../../proxy.ts';

const page = (host: string) => proxy(new NextRequest('http://127.0.0.1:3000/case/x', { headers: { host } }));

describe('proxy', () => {
  it('gives every page a policy with a nonce of its own, which the page is told too', () => {
    const [first, second] = [page('127.0.0.1:3000'), page('localhost:3000')];
    const nonce = first.headers.get('x-middleware-request-x-nonce') ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(first.headers.get('x-middleware-request-content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(second.headers.get('content-security-policy')).not.toContain(nonce);
  });

  it('shows no page under a foreign name', async () => {
    const response = page('evil.example:3000');
    expect(response.status).toBe(403);
    expect(response.headers.get('x-middleware-next')).toBeNull();
  });

  it('passes pages and not routes or scripts: a body through here would be copied, and cut at 10 MB', () => {
    const [matcher = ''] = config.matcher;
    const matches = (path: string) => new RegExp(`^${matcher}$`).test(path);
    expect(['/', '/case/x', '/cases', '/help', '/apiary'].map(matches)).toEqual([true, true, true, true, true]);
    expect(['/api/cases', '/_next/static/x.js', '/_next/image'].map(matches)).toEqual([false, false, false]);
  });
});

describe('securityHeaders', () => {
  const policy = (development: boolean) => securityHeaders('N', development)['content-security-policy'];

  it('lets scripts run by nonce alone, and `eval` in development alone', () => {
    expect(policy(false)).toContain("script-src 'self' 'nonce-N' 'strict-dynamic';");
    expect(policy(false)).not.toContain('unsafe-eval');
    expect(policy(true)).toContain("'unsafe-eval'");
  });

  it('lets a page talk to nobody but this server', () => {
    for (const directive of ["default-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'self'"]) {
      expect(policy(false)).toContain(directive);
    }
    expect(policy(false)).toContain("frame-ancestors 'none'");
    expect(policy(false)).toContain("object-src 'none'");
    expect(policy(false)).not.toMatch(/https?:|\*/);
  });

  it('tells no site where it is linked from, and shares no window with one', () => {
    expect(securityHeaders('N', false)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
});
