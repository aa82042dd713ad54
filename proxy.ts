import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { readConfig } from '#lib/config.ts';
import { allowedHost } from './app/_server/allowed-host.ts';
import { securityHeaders } from './app/_server/security-headers.ts';

const { host, development } = readConfig();

/** Stands before every page: refuses foreign Host headers, and gives each page its own nonce. */
export function proxy(request: NextRequest): NextResponse {
  if (!allowedHost(request.headers.get('host'), host)) {
    return new NextResponse('This server is not reached by that name. Open the address that it printed.\n', {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  const nonce = randomBytes(16).toString('base64');
  const headers = securityHeaders(nonce, development);

  // Next reads the nonce off the policy of the request and puts it on its own scripts; the layout reads `x-nonce`.
  const inward = new Headers(request.headers);
  inward.set('x-nonce', nonce);
  inward.set('content-security-policy', headers['content-security-policy']);
  const response = NextResponse.next({ request: { headers: inward } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

// Routes guard themselves, and must not pass through here: Next keeps a copy of every body that does, of 10 MB at most.
export const config = { matcher: ['/((?!api/|_next/static/|_next/image).*)'] };
