import { isIP } from 'node:net';

/**
 * Whether a Host header names this server. A page on the internet can point its own name at 127.0.0.1 and read what
 * answers (DNS rebinding), but then the header carries that name. `configured` is the host the server is bound to;
 * bound to all interfaces it is reached by many addresses, none of which can be rebound because it is not a name.
 */
export function allowedHost(header: string | null, configured: string): boolean {
  const name = hostName(header ?? '');
  if (name === null) return false;
  if (loopback.has(name) || name === bare(configured)) return true;
  return everywhere.has(bare(configured)) && isIP(name) !== 0;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
const everywhere = new Set(['0.0.0.0', '::']);

// `name`, `name:port`, `[v6]` or `[v6]:port`; anything else is no host.
function hostName(header: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+))(?::\d{1,5})?$/i.exec(header);
  return match ? (match[1] ?? match[2] ?? '').toLowerCase() : null;
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();
