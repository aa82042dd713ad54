import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { ReadText } from './computed-texts.ts';
import { type Held, type HeldKind, heldMeasure } from './held.ts';
import type { AddressLinks } from './links.ts';
import { canonicalAddress } from './scan/addresses.ts';
import { countKinds } from './scan/claim.ts';

type Numbers = Partial<Record<HeldKind, number | readonly number[]>>;
interface About {
  addresses?: readonly string[];
  ports?: readonly number[];
  candidate?: string | null;
}

/** Every number in the facts with what it is of, and what follows from the rows: accepted ones, totals of a host, lengths. */
export function heldValues(investigation: Investigation, texts: readonly ReadText[], links: AddressLinks): Held[] {
  const values: Held[] = [];
  const hold = (group: string, numbers: Numbers, { addresses = [], ports = [], candidate = null }: About = {}) => {
    const about = { addresses: addresses.map((address) => canonicalAddress(address) ?? address), ports, candidate, group };
    for (const [kind, given] of entries(numbers)) {
      for (const value of typeof given === 'number' ? [given] : given) values.push({ kind, value, ...about });
    }
  };
  wholeLog(investigation, hold);
  rows(investigation, hold);
  for (const candidate of investigation.candidates) ofCandidate(candidate, hold);
  for (const { claims, addresses, candidate } of texts) {
    for (const claim of claims) {
      const group = `text ${candidate ?? addresses.join(' ')}`;
      if (claim.kind === 'count') {
        // «serves 22, 443» names ports; any other number without a noun is a measure of something.
        const isPort = claim.orPort && links.ports(null).has(claim.range.low);
        const kinds: readonly HeldKind[] = claim.of.length < countKinds.length ? claim.of : isPort ? [] : ['other'];
        for (const kind of kinds) hold(group, { [kind]: claim.range.low }, { addresses, candidate });
      }
      if (claim.kind === 'bytes') hold(group, { bytes: [claim.range.low, claim.range.high, middle(claim.range)] }, { addresses, candidate });
      if (claim.kind === 'duration') hold(group, { duration: [claim.range.low, claim.range.high, middle(claim.range)] }, { addresses, candidate });
      if (claim.kind === 'percentage') hold(group, { share: middle(claim.range) / 100 }, { addresses, candidate });
      if (claim.kind === 'ratio') hold(group, { ratio: middle(claim.range) }, { addresses, candidate });
    }
  }
  return values;
}

type Hold = (group: string, numbers: Numbers, about?: About) => void;

const middle = ({ low, high }: { low: number; high: number }): number => (low + high) / 2;

function entries(numbers: Numbers): [HeldKind, number | readonly number[]][] {
  const kinds: HeldKind[] = [
    'flows', 'rejected', 'accepted', 'packets', 'lines', 'ports', 'hosts', 'findings', 'checks', 'techniques', 'interfaces', 'files',
    'other', 'bytes', 'duration', 'share', 'ratio', 'rate',
  ];
  return kinds.flatMap((kind): [HeldKind, number | readonly number[]][] => {
    const given = numbers[kind];
    return given === undefined ? [] : [[kind, given]];
  });
}

function wholeLog({ totals, window, input, facts, checks, candidates, steps }: Investigation, hold: Hold) {
  const outcomes = ['fired', 'quiet', 'insufficient', 'unavailable', 'failed'].map(
    (outcome) => checks.filter((check) => check.outcome === outcome).length,
  );
  const [fired = 0, quiet = 0] = outcomes;
  const findings = steps.anomalies?.answer.findings.length;
  const mapped = steps.attack?.answer.rows ?? [];
  const addresses = addressCounts(facts);
  hold('log', {
    ...totals,
    lines: [input.lines, input.headers, input.blank, input.records, input.rejected, input.noData, input.skipData],
    rejected: [totals.rejected, input.rejected],
    files: input.sources.length,
    duration: window ? [window.end - window.start, facts.timeline.bucketSeconds] : facts.timeline.bucketSeconds,
    hosts: addresses,
    ports: facts.topPorts.length,
    checks: [checks.length, ...outcomes, checks.length - fired, quiet + fired, checks.length - quiet - fired],
    findings: findings === undefined ? candidates.length : [findings, candidates.length],
    techniques: [mapped.length, new Set(mapped.map(({ technique }) => technique)).size, new Set(mapped.map(({ tactic }) => tactic)).size],
    interfaces: new Set(facts.assets.flatMap(({ interfaces }) => interfaces)).size,
    other: [facts.timeline.buckets.length, input.missingFields.length],
  });
  for (const row of facts.byAction) {
    const kind: HeldKind = row.action === 'REJECT' ? 'rejected' : row.action === 'ACCEPT' ? 'accepted' : 'flows';
    hold(`action ${row.action}`, { [kind]: row.flows, flows: row.flows, bytes: row.bytes, packets: row.packets });
  }
  for (const row of [...facts.byProtocol, ...facts.byDirection]) {
    hold('part', { flows: row.flows, bytes: row.bytes, packets: row.packets });
  }
  for (const row of facts.timeline.buckets) {
    hold(`bucket ${row.start}`, { flows: row.flows, accepted: row.accepted, rejected: row.rejected, bytes: [row.bytesIn, row.bytesOut] });
  }
  for (const source of input.sources) {
    hold(`source ${source.name}`, {
      lines: [source.lines, source.headers, source.blank, source.records, source.rejected],
      bytes: source.bytes,
    });
  }
  for (const check of checks) {
    hold(`check ${check.detection}`, { flows: [check.has, check.needs], findings: check.candidates });
    for (const [name, given] of Object.entries(check.thresholds)) {
      for (const value of typeof given === 'number' ? [given] : []) {
        const measure = heldMeasure(name, value);
        hold(`check ${check.detection}`, { [measure.kind]: measure.value });
      }
    }
  }
}

/** How many addresses the tables hold, by table and side. */
function addressCounts(facts: Investigation['facts']): number[] {
  const outside = [
    ...facts.outbound.map(({ destination }) => destination),
    ...facts.attackSurface.map(({ peer }) => peer),
    ...[...facts.topSources, ...facts.topDestinations].filter(({ scope }) => scope === 'external').map(({ address }) => address),
  ];
  const pairs = facts.topPairs.flatMap(({ source, destination }) => [source, destination]);
  return [
    facts.assets.length,
    new Set(outside).size,
    facts.topSources.length,
    facts.topDestinations.length,
    facts.topPairs.length,
    new Set([...outside, ...pairs, ...facts.assets.map(({ address }) => address)]).size,
  ];
}

function rows({ facts }: Investigation, hold: Hold) {
  for (const row of [...facts.topSources, ...facts.topDestinations]) {
    const numbers = { flows: row.flows, bytes: row.bytes, rejected: row.rejected, accepted: row.flows - row.rejected };
    hold(`talker ${row.address} ${row.flows} ${row.bytes}`, numbers, { addresses: [row.address] });
  }
  for (const row of facts.topPairs) {
    const numbers = { flows: row.flows, bytes: row.bytes, rejected: row.rejected, accepted: row.flows - row.rejected };
    hold(`pair ${row.source} ${row.destination}`, numbers, { addresses: [row.source, row.destination] });
  }
  for (const row of facts.topPorts) {
    hold(`port ${row.port}/${row.protocol}`, { flows: row.flows, bytes: row.bytes, accepted: row.accepted, rejected: row.rejected }, { ports: [row.port] });
  }
  for (const row of facts.outbound) {
    hold(`outbound ${row.source} ${row.destination} ${row.port}`, { flows: row.flows, accepted: row.flows, bytes: [row.bytes, row.largestFlowBytes] }, {
      addresses: [row.source, row.destination],
      ports: [row.port],
    });
  }
  for (const row of facts.attackSurface) {
    const seconds = row.firstSeen !== null && row.lastSeen !== null ? [row.lastSeen - row.firstSeen] : [];
    const numbers = { flows: row.accepted + row.rejected, accepted: row.accepted, rejected: row.rejected, bytes: [row.bytesIn, row.bytesOut, row.bytesIn + row.bytesOut], duration: seconds };
    hold(`surface ${row.host} ${row.peer} ${row.port}`, numbers, { addresses: [row.host, row.peer], ports: [row.port] });
  }
  sums(facts.outbound.map((row) => ({ of: row.source, peer: row.destination, port: row.port, flows: row.flows, bytes: row.bytes })), hold);
  sums(facts.outbound.map((row) => ({ of: row.destination, peer: row.source, port: row.port, flows: row.flows, bytes: row.bytes })), hold);
  for (const side of ['server', 'client'] as const) {
    const own = facts.attackSurface.filter((row) => row.side === side);
    sums(own.map((row) => ({ of: row.host, peer: row.peer, port: row.port, flows: row.accepted + row.rejected, bytes: row.bytesOut })), hold);
    sums(own.map((row) => ({ of: row.peer, peer: row.host, port: row.port, flows: row.accepted + row.rejected, bytes: row.bytesIn })), hold);
  }
}

/** Per address: how many peers and ports it has in a table, and its totals there. */
function sums(table: readonly { of: string; peer: string; port: number; flows: number; bytes: number }[], hold: Hold) {
  const byAddress = new Map<string, { peers: Set<string>; ports: Set<number>; flows: number; bytes: number }>();
  for (const { of, peer, port, flows, bytes } of table) {
    const sum = byAddress.get(of) ?? { peers: new Set(), ports: new Set(), flows: 0, bytes: 0 };
    sum.peers.add(peer);
    sum.ports.add(port);
    byAddress.set(of, { ...sum, flows: sum.flows + flows, bytes: sum.bytes + bytes });
  }
  for (const [address, { peers, ports, flows, bytes }] of byAddress) {
    hold(`sum ${address}`, { hosts: peers.size, ports: ports.size, flows, bytes }, { addresses: [address] });
  }
}

function ofCandidate(candidate: Candidate, hold: Hold) {
  const { id, actors, targets, ports, firstSeen, lastSeen, evidence } = candidate;
  const about = { addresses: [...actors, ...targets], candidate: id };
  const group = `candidate ${id}`;
  const { action } = candidate.evidenceFilter;
  hold(
    group,
    {
      flows: [candidate.flows, candidate.evidenceTotal],
      lines: [candidate.evidenceTotal, evidence.length],
      rejected: action === 'REJECT' ? candidate.flows : action === 'ACCEPT' ? 0 : [],
      accepted: action === 'ACCEPT' ? candidate.flows : action === 'REJECT' ? 0 : [],
      bytes: candidate.bytes,
      ports: ports.length,
      hosts: [actors.length, targets.length, new Set([...actors, ...targets]).size],
      duration: firstSeen !== null && lastSeen !== null ? lastSeen - firstSeen : [],
    },
    about,
  );
  for (const [name, value] of [...Object.entries(candidate.measures), ...Object.entries(candidate.thresholds)]) {
    const measure = heldMeasure(name, value);
    hold(group, { [measure.kind]: measure.value }, about);
  }
  for (const { line, fields } of evidence) {
    const ends = [fields.srcaddr, fields.dstaddr].filter((address) => address !== null);
    const seconds = fields.start !== null && fields.end !== null ? fields.end - fields.start : [];
    hold(`line ${line}`, { bytes: fields.bytes ?? [], packets: fields.packets ?? [], duration: seconds }, { addresses: ends, candidate: id });
  }
}
