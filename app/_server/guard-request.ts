import 'server-only';
import { AppError } from '#lib/model/app-error.ts';
import { allowedHost } from './allowed-host.ts';

/**
 * Lets a request pass that a person or a program on purpose sent to this server, and nothing that a foreign web page
 * made a browser send. There are no accounts here, so this stands in the place of a login. Throws `forbidden` or `media-type`.
 */
export function guardRequest(request: Request, host: string): void {
  if (!allowedHost(request.headers.get('host'), host)) {
    throw forbidden(
      'Its Host header names another machine.',
      'Open the address that the server printed, or set HOST to the name you use.',
    );
  }
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;

  if (!fromHere(request)) {
    throw forbidden(
      'Only the pages of this server may change something here.',
      'Open the page from this server and try again.',
    );
  }
  if (hasBody(request) && !bodyTypes.has(mediaType(request))) {
    throw new AppError('media-type', {
      hint: 'Send application/json, or files as multipart/form-data.',
    });
  }
}

/** The media type of the body in lower case, without parameters. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

// Forms and scripts of other sites can send these three without asking the browser; multipart is let through because
// the check of the origin stands before it.
const bodyTypes = new Set(['application/json', 'multipart/form-data']);

// Browsers send at least one of the two with every request that is not a plain GET; a program sends neither.
function fromHere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  // The scheme is left out: behind a proxy that ends TLS it differs, and the host is what tells the sites apart.
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('host')?.toLowerCase();
}

// A POST without a body needs no type; Next gives every request a stream, so the headers have to tell.
function hasBody(request: Request): boolean {
  if (request.headers.has('content-type') || request.headers.has('transfer-encoding')) return true;
  return Number(request.headers.get('content-length') ?? 0) > 0;
}

function forbidden(detail: string, hint: string): AppError {
  return new AppError('forbidden', { detail, hint });
}
