import type { Investigation } from '#lib/model/investigation.ts';
import type { AddressSets } from './address-sets.ts';
import type { ReadText } from './computed-texts.ts';
import { canonicalAddress } from './scan/addresses.ts';

/** Which addresses the facts know, who met whom, and on which ports. Addresses go in and out in one spelling. */
export interface AddressLinks {
  addresses: ReadonlySet<string>;
  /** True when some fact holds traffic between the two. */
  linked(one: string, other: string): boolean;
  /** True when an address is one of these, or a fact links it to one of them. */
  near(address: string, addresses: ReadonlySet<string>): boolean;
  /** Ports that a fact gives for one of the addresses; of all facts when none is given. */
  ports(addresses: Iterable<string> | null): Set<number>;
}

/** One fact: these hosts met those, on these ports. Kept as it is, because many times many pairs would not fit. */
interface Meeting {
  sources: ReadonlySet<string>;
  targets: ReadonlySet<string>;
  ports: readonly number[];
}

/** Collects the meetings of every table, candidate and evidence line. */
export function linkAddresses(
  investigation: Investigation,
  texts: readonly ReadText[],
  sets: AddressSets,
): AddressLinks {
  const { facts, checks } = investigation;
  const found = meetings(investigation, texts, sets);
  const of = new Map<string, Meeting[]>();
  for (const meeting of found) {
    for (const address of new Set([...meeting.sources, ...meeting.targets])) {
      const own = of.get(address);
      if (own) own.push(meeting);
      else of.set(address, [meeting]);
    }
  }
  const allPorts = new Set([
    ...facts.topPorts.map(({ port }) => port),
    ...found.flatMap(({ ports }) => ports),
    // Ports that a check looks for may be named where the sentence speaks of no host.
    ...checks.flatMap(({ thresholds }) =>
      Object.values(thresholds).flatMap((given) => (Array.isArray(given) ? given : [])),
    ),
  ]);
  const linked = (one: string, other: string): boolean =>
    one === other ||
    (of.get(one) ?? []).some(
      ({ sources, targets }) => (sources.has(one) && targets.has(other)) || (targets.has(one) && sources.has(other)),
    );
  const alone = [...facts.topSources, ...facts.topDestinations, ...facts.assets].map(({ address }) => address);

  return {
    addresses: new Set([...of.keys(), ...sets(alone)].filter((address) => canonicalAddress(address) !== null)),
    linked,
    near: (address, addresses) =>
      addresses.has(address) ||
      (of.get(address) ?? []).some(({ sources, targets }) => {
        const others = [...(sources.has(address) ? [targets] : []), ...(targets.has(address) ? [sources] : [])];
        return others.some((side) => intersect(side, addresses));
      }),
    ports: (addresses) => {
      if (addresses === null) return allPorts;
      const heard = new Set<Meeting>();
      for (const address of addresses) for (const meeting of of.get(address) ?? []) heard.add(meeting);
      const ports = new Set<number>();
      for (const meeting of heard) for (const port of meeting.ports) ports.add(port);
      return ports;
    },
  };
}

/** True when the sets share a member; walks the smaller one. */
export function intersect(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const member of small) if (large.has(member)) return true;
  return false;
}

function meetings({ facts, candidates }: Investigation, texts: readonly ReadText[], sets: AddressSets): Meeting[] {
  const met = (
    sources: readonly (string | null)[],
    targets: readonly (string | null)[],
    ports: readonly (number | null)[],
  ): Meeting => ({
    sources: sets(sources.filter((address) => address !== null)),
    targets: sets(targets.filter((address) => address !== null)),
    ports: ports.filter((port) => port !== null),
  });
  return [
    ...facts.topPairs.map((row) => met([row.source], [row.destination], [])),
    ...facts.outbound.map((row) => met([row.source], [row.destination], [row.port])),
    ...facts.attackSurface.map((row) => met([row.host], [row.peer], [row.port])),
    ...candidates.flatMap(({ actors, targets, ports, evidence, evidenceFilter }) => {
      const { initiators = [], responders = [], sources = [], destinations = [], servicePorts = [] } = evidenceFilter;
      return [
        met(actors, targets, ports),
        met(initiators, responders, servicePorts),
        met(sources, destinations, servicePorts),
        ...evidence.map(({ fields }) => met([fields.srcaddr], [fields.dstaddr], [fields.srcport, fields.dstport])),
      ];
    }),
    ...texts.flatMap(({ claims, addresses }) => {
      const named = claims.flatMap((claim) => (claim.kind === 'address' ? [claim.address] : []));
      const ports = claims.flatMap((claim) => (claim.kind === 'port' ? [claim.from, claim.to] : []));
      return named.length + ports.length > 0 ? [met(addresses, named, ports)] : [];
    }),
  ];
}
