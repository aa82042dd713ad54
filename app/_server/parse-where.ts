import 'server-only';
import ipaddr from 'ipaddr.js';
import { AppError } from '#lib/model/app-error.ts';
import type { EvidenceFilter } from '#lib/model/detection.ts';

/**
 * Which records are asked for by terms such as `ip=203.0.113.45 port=22,8000-8999 action=REJECT`, all of which must
 * hold. The result is one filter, or two where an address may stand at either end. Throws `bad-value` naming the term.
 */
export function parseWhere(text: string): [EvidenceFilter] | [EvidenceFilter, EvidenceFilter] {
  const filter: EvidenceFilter = {};
  const given = new Map<string, string>();
  for (const term of text.split(/\s+/).filter((word) => word !== '')) {
    const [, key, value] = /^(ip|port|action)=(.+)$/i.exec(term) ?? [];
    if (key === undefined || value === undefined) throw wrong(term, 'It is none of ip=, port= and action=.');
    if (given.has(key.toLowerCase())) throw wrong(term, `${key}= stands twice.`);
    given.set(key.toLowerCase(), value);
  }
  const action = given.get('action');
  if (action !== undefined) filter.action = parseAction(action);
  const port = given.get('port');
  if (port !== undefined)
    filter.servicePorts = [...new Set(port.split(',').flatMap((range) => parsePorts(range, port)))];
  const ip = given.get('ip');
  if (ip === undefined) return [filter];
  const address = parseAddress(ip);
  return [
    { ...filter, sources: [address] },
    { ...filter, destinations: [address] },
  ];
}

function parseAction(text: string): 'ACCEPT' | 'REJECT' {
  const action = text.toUpperCase();
  if (action === 'ACCEPT' || action === 'REJECT') return action;
  throw wrong(`action=${text}`, 'An action is ACCEPT or REJECT.');
}

function parsePorts(range: string, whole: string): number[] {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
  const from = Number(first);
  const to = Number(last);
  if (first === undefined || from > to || to > 65_535)
    throw wrong(`port=${whole}`, 'A port is 0 to 65535, a list 22,80 or a range 8000-8999.');
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

// As the engine writes addresses, whatever spelling was typed.
function parseAddress(text: string): string {
  if (!ipaddr.isValid(text) || (ipaddr.IPv4.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text))) {
    throw wrong(`ip=${text}`, 'It is not an IP address.');
  }
  return ipaddr.parse(text).toString();
}

function wrong(term: string, detail: string): AppError {
  return new AppError('bad-value', {
    detail: `«${term.slice(0, 80)}»: ${detail}`,
    hint: 'Write terms like ip=203.0.113.45 port=22 action=REJECT, with spaces between them.',
  });
}
