import type { ClaimContext } from './check.ts';
import { factAddresses } from './context.ts';
import type { FactIndex } from './fact-index.ts';
import type { Held } from './held.ts';
import { intersect } from './links.ts';
import type { Claim } from './scan/claim.ts';

/** Whom a sentence speaks of: the addresses and ports it names with those of its row, or else those of its candidate. */
export interface Subject {
  addresses: ReadonlySet<string>;
  ports: ReadonlySet<number>;
  candidate: string | null;
}

export function subjectOf(claims: readonly Claim[], index: FactIndex, context: ClaimContext): Subject {
  const { candidate, row, carried, sentence } = context;
  const said = claims.flatMap((claim) => (claim.kind === 'address' && claim.address !== null ? [claim.address] : []));
  const mentioned = claims.flatMap((claim) =>
    claim.kind === 'reference' && claim.to === 'candidate' ? [index.candidate(claim.value)] : [],
  );
  const own = [candidate, ...mentioned].flatMap((found) => (found ? [...found.actors, ...found.targets] : []));
  const ofRow = factAddresses(row);
  const addresses =
    said.length > 0 ? [...said, ...ofRow] : carried.length > 0 ? [...carried, ...ofRow] : [...own, ...ofRow];
  const ports = claims.flatMap((claim) => (claim.kind === 'port' ? [claim.from, claim.to] : []));
  // «4 HTTPS flows» speaks of the port that has this name in the facts.
  const services = index.investigation.facts.topPorts.filter(({ service }) =>
    new RegExp(`(?<!\\w)${escaped(service)}(?!\\w)`).test(sentence),
  );
  return {
    addresses: index.sets(addresses),
    ports: new Set([
      ...ports,
      ...services.map(({ port }) => port),
      ...(row?.table === 'topPorts' ? [row.row.port] : []),
    ]),
    candidate: candidate?.id ?? mentioned[0]?.id ?? null,
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * May a sentence about this subject use that number? Its own candidate's and the whole log's, always; a number of other
 * hosts only where the sentence is about no host at all. A true number on the wrong host is not a true sentence.
 */
export function speakingOf(subject: Subject): (held: About) => boolean {
  const nobody = subject.addresses.size === 0;
  // Many numbers share one set of hosts, and a set of hundreds is compared once.
  const met = new Map<ReadonlySet<string>, boolean>();
  const meets = (addresses: ReadonlySet<string>): boolean => {
    const known = met.get(addresses);
    if (known !== undefined) return known;
    const shared = intersect(addresses, subject.addresses);
    met.set(addresses, shared);
    return shared;
  };
  return ({ addresses, candidate, ports = [] }) => {
    if (candidate !== null && candidate === subject.candidate) return true;
    if (addresses.size > 0) return nobody || meets(addresses);
    if (ports.length === 0) return true;
    return (nobody && subject.ports.size === 0) || ports.some((port) => subject.ports.has(port));
  };
}

type About = Pick<Held, 'addresses' | 'candidate'> & { ports?: readonly number[] };
