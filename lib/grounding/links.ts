import type { Investigation } from '#lib/model/investigation.ts';
import type { ReadText } from './computed-texts.ts';
import { canonicalAddress } from './scan/addresses.ts';

/** Which addresses the facts know, who met whom, and on which ports. Addresses go in and out in one spelling. */
export interface AddressLinks {
  addresses: ReadonlySet<string>;
  /** True when some fact holds traffic between the two. */
  linked(one: string, other: string): boolean;
  /** The addresses themselves and all that a fact links to one of them. */
  around(addresses: Iterable<string>): Set<string>;
  /** Ports that a fact gives for one of the addresses; of all facts when none is given. */
  ports(addresses: Iterable<string> | null): Set<number>;
}

/** Collects the links of every table, candidate and evidence line. */
export function linkAddresses({ facts, candidates, checks }: Investigation, texts: readonly ReadText[]): AddressLinks {
  const peers = new Map<string, Set<string>>();
  const served = new Map<string, Set<number>>();
  const allPorts = new Set<number>();

  const know = (text: string | null): string | null => {
    const address = text === null ? null : canonicalAddress(text);
    if (address !== null && !peers.has(address)) peers.set(address, new Set());
    return address;
  };
  const link = (sources: readonly (string | null)[], targets: readonly (string | null)[], ports: readonly (number | null)[]) => {
    const known = ports.filter((port) => port !== null);
    for (const port of known) allPorts.add(port);
    const [from, to] = [sources, targets].map((side) => (side ?? []).map(know).filter((address) => address !== null));
    for (const address of [...(from ?? []), ...(to ?? [])]) {
      const own = served.get(address) ?? new Set();
      for (const port of known) own.add(port);
      served.set(address, own);
    }
    for (const source of from ?? []) {
      for (const target of to ?? []) {
        peers.get(source)?.add(target);
        peers.get(target)?.add(source);
      }
    }
  };

  for (const { address } of [...facts.topSources, ...facts.topDestinations, ...facts.assets]) know(address);
  for (const { port } of facts.topPorts) allPorts.add(port);
  for (const row of facts.topPairs) link([row.source], [row.destination], []);
  for (const row of facts.outbound) link([row.source], [row.destination], [row.port]);
  for (const row of facts.attackSurface) link([row.host], [row.peer], [row.port]);
  for (const candidate of candidates) {
    link(candidate.actors, candidate.targets, candidate.ports);
    for (const { fields } of candidate.evidence) link([fields.srcaddr], [fields.dstaddr], [fields.srcport, fields.dstport]);
    const { initiators = [], responders = [], sources = [], destinations = [], servicePorts = [] } = candidate.evidenceFilter;
    link(initiators, responders, servicePorts);
    link(sources, destinations, servicePorts);
  }
  // Ports that a check looks for may be named where the sentence speaks of no host.
  for (const { thresholds } of checks) {
    for (const list of Object.values(thresholds)) if (Array.isArray(list)) for (const port of list) allPorts.add(port);
  }
  for (const { claims, addresses } of texts) {
    const named = claims.flatMap((claim) => (claim.kind === 'address' ? [claim.address] : []));
    const ports = claims.flatMap((claim) => (claim.kind === 'port' ? [claim.from, claim.to] : []));
    link(addresses, named, ports);
  }

  return {
    addresses: new Set(peers.keys()),
    linked: (one, other) => one === other || peers.get(one)?.has(other) === true,
    around: (addresses) => {
      const all = new Set<string>();
      for (const address of addresses) for (const near of [address, ...(peers.get(address) ?? [])]) all.add(near);
      return all;
    },
    ports: (addresses) => {
      if (addresses === null) return allPorts;
      return new Set([...addresses].flatMap((address) => [...(served.get(address) ?? [])]));
    },
  };
}
