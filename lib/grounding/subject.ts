import { factAddresses } from './context.ts';
import type { ClaimContext } from './check.ts';
import type { FactIndex } from './fact-index.ts';
import type { Held } from './held.ts';
import { canonicalAddress } from './scan/addresses.ts';
import type { Claim } from './scan/claim.ts';

/** Whom a sentence speaks of: the addresses and ports it names with those of its row, or else those of its candidate. */
export interface Subject {
  addresses: ReadonlySet<string>;
  ports: ReadonlySet<number>;
  candidate: string | null;
  /** True when the sentence itself names the addresses. */
  named: boolean;
}

export function subjectOf(claims: readonly Claim[], index: FactIndex, context: ClaimContext): Subject {
  const { candidate, row, carried, sentence } = context;
  const said = claims.flatMap((claim) => (claim.kind === 'address' && claim.address !== null ? [claim.address] : []));
  const mentioned = claims.flatMap((claim) => (claim.kind === 'reference' && claim.to === 'candidate' ? [index.candidate(claim.value)] : []));
  const own = [candidate, ...mentioned].flatMap((found) => (found ? [...found.actors, ...found.targets] : []));
  const ofRow = factAddresses(row);
  const addresses = said.length > 0 ? [...said, ...ofRow] : carried.length > 0 ? [...carried, ...ofRow] : [...own, ...ofRow];
  const ports = claims.flatMap((claim) => (claim.kind === 'port' ? [claim.from, claim.to] : []));
  // «4 HTTPS flows» speaks of the port that has this name in the facts.
  const services = index.investigation.facts.topPorts.filter(({ service }) => new RegExp(`(?<!\\w)${escaped(service)}(?!\\w)`).test(sentence));
  return {
    addresses: new Set(addresses.map((address) => canonicalAddress(address) ?? address)),
    ports: new Set([...ports, ...services.map(({ port }) => port), ...(row?.table === 'topPorts' ? [row.row.port] : [])]),
    candidate: candidate?.id ?? mentioned[0]?.id ?? null,
    named: said.length > 0,
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * May a sentence about this subject use that number? Its own candidate's and the whole log's, always; a number of other
 * hosts only where the sentence is about no host at all. A true number on the wrong host is not a true sentence.
 */
export function speaksOf(held: Pick<Held, 'addresses' | 'candidate'> & { ports?: readonly number[] }, subject: Subject): boolean {
  if (held.candidate !== null && held.candidate === subject.candidate) return true;
  if (held.addresses.length > 0) {
    return subject.addresses.size === 0 || held.addresses.some((address) => subject.addresses.has(address));
  }
  if (!held.ports || held.ports.length === 0) return true;
  const none = subject.addresses.size === 0 && subject.ports.size === 0;
  return none || held.ports.some((port) => subject.ports.has(port));
}
