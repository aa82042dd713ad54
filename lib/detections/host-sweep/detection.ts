import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import { Confidence, type Severity } from '#lib/model/scale.ts';
import { formatCount, formatDuration, formatPorts, joinWords, plural } from '#lib/names/format.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  /** One, or how many refused outside sources of a large log stand together. */
  sources: count,
  actors: z.array(z.string()),
  internal: z.boolean(),
  /** At least one of the hosts is an outside one. */
  leaves: z.boolean(),
  targets: z.array(z.string()),
  hosts: count,
  ports: z.array(count),
  windowHosts: count,
  burstHosts: count,
  attempts: count,
  refused: count,
  inVain: count,
  established: count,
  mostlyInVain: z.boolean(),
  admin: z.boolean(),
  adminOpen: z.boolean(),
  loud: z.boolean(),
  strength: Confidence,
  protocol: count.nullable(),
  flows: count,
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const hostSweep = defineDetection({
  id: 'host-sweep',
  catalogue: 'D02',
  title: 'Host sweep',
  looksFor: 'One source that tries the same port, or a ping, on many hosts.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    hostsMin: {
      small: 5,
      large: 11,
      unit: 'hosts on the same port within a window',
      source: 'Sigma and Google Cloud security analytics (more than 10); the small value is Flowcase’s',
    },
    windowSeconds: {
      small: 31_536_000,
      large: 3600,
      unit: 'seconds',
      source: 'Google Cloud security analytics; a log of up to 100 flows is judged as a whole, so its window is a year',
    },
    packetsMax: {
      value: 3,
      unit: 'packets of a contact that led to nothing',
      source: 'Flowcase: a SYN and its repeats',
    },
    inVainPercentMin: {
      value: 50,
      unit: 'percent of the contacts, unless the port is an admin port',
      source: 'Flowcase',
    },
    adminPorts: {
      value: [22, 23, 135, 139, 445, 3389, 5900, 5985, 5986],
      unit: 'ports',
      source: 'the remote services of ATT&CK T1021',
    },
    lookupPorts: { value: [53, 123], unit: 'UDP ports that every client asks many servers on', source: 'Flowcase' },
    burstWindowSeconds: { value: 300, unit: 'seconds', source: 'Zeek (5 minutes)' },
    burstHostsMediumMin: {
      small: 5,
      large: 25,
      unit: 'hosts within a burst',
      source: 'Zeek (25 within 5 minutes); the small value is Flowcase’s',
    },
    hostsHighMin: {
      small: 10,
      large: 100,
      unit: 'hosts within a window',
      source: 'Elastic detection rules (100); a log of up to 100 flows cannot show as many, so 10 there',
    },
    strongPercentMin: { value: 80, unit: 'percent of the contacts', source: 'Flowcase' },
    loudHostsMin: {
      value: 100,
      unit: 'hosts, from which on blocked sweeping is more than background',
      source: 'Elastic detection rules',
    },
  },
  sameFactAs: ['port-scan', 'reject-storm', 'lateral-movement', 'open-admin-port', 'brute-force'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: row.strength,
      actors: row.actors,
      targets: row.targets,
      ports: row.ports,
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        sources: row.sources,
        hosts: row.hosts,
        hostsInWindow: row.windowHosts,
        hostsInBurst: row.burstHosts,
        attempts: row.attempts,
        refused: row.refused,
        inVain: row.inVain,
        established: row.established,
      },
      steps: [step],
      evidence: {
        initiators: row.actors,
        ...(row.hosts > row.targets.length ? {} : { responders: row.targets }),
        ...(row.ports.length > 0 ? { servicePorts: row.ports } : {}),
        ...(row.protocol === null ? {} : { protocol: row.protocol }),
        side: 'request',
        ...(row.firstSeen === null || row.lastSeen === null ? {} : { from: row.firstSeen, to: row.lastSeen }),
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'Health checks of a load balancer, or a monitoring system that polls many hosts',
    'Configuration management, a jump host or a backup server on an admin port',
    'A crawler, a peer-to-peer client or a content network with many addresses',
    'An authorised vulnerability scanner',
  ],
  confirm: [
    'Host and authentication logs of the contacted hosts in the same minutes',
    'Process and network telemetry of the source, where it is an internal host',
    'The list of authorised scanners and of monitoring hosts',
  ],
});

function severityOf(row: Row): [Severity, string] {
  if (row.sources > 1) return ['low', 'low: outside sources, each refused by every host: internet background'];
  if (row.internal && row.admin && row.mostlyInVain) {
    return ['high', 'high: an internal source tries an admin port of many hosts'];
  }
  if (row.internal && row.leaves && row.mostlyInVain) {
    return ['high', 'high: an internal source tries many hosts outside'];
  }
  if (row.internal && row.admin) {
    return [
      'medium',
      'medium: most contacts became sessions, as those of a jump host or of configuration management do',
    ];
  }
  if (row.internal) return ['medium', 'medium: the source is an internal address'];
  if (row.adminOpen) return ['high', 'high: an admin port answered an outside source'];
  if (row.admin && row.refused < row.attempts) {
    return ['medium', 'medium: the firewall let some of the attempts on an admin port in'];
  }
  if (row.loud) return ['medium', 'medium: little came of it, but it has volume'];
  return ['low', 'low: an outside source without success'];
}

function titleOf({ sources, actors, hosts, ports, protocol }: Row): string {
  if (sources > 1) return `Host sweeps: ${formatCount(sources)} outside sources were refused by every host they tried`;
  return `Host sweep: ${actors[0]} ${tried(ports, protocol)} ${plural(hosts, 'host')}`;
}

function whyOf(row: Row): string {
  const { sources, actors, targets, hosts, ports, protocol, attempts, refused, inVain, established } = row;
  if (sources > 1) {
    return `${formatCount(sources)} outside sources tried ${nameHosts(targets, hosts)}; all of ${plural(attempts, 'attempt')} were refused.`;
  }
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const unanswered = inVain - refused;
  const outcome = [
    refused > 0 ? `${formatCount(refused)} refused` : null,
    unanswered > 0 ? `${formatCount(unanswered)} accepted with hardly a packet` : null,
    established > 0 ? `${formatCount(established)} answered` : null,
  ].filter((part) => part !== null);
  const outcomes = outcome.length > 0 ? `: ${joinWords(outcome)}` : '';
  return `${actors[0]} ${tried(ports, protocol)} ${plural(hosts, 'host')}${span}; ${plural(attempts, 'attempt')}${outcomes}.`;
}

function tried(ports: readonly number[], protocol: number | null): string {
  if (ports.length === 0) return `sent ${protocol === null ? 'pings' : protocolName(protocol)} to`;
  const shown = formatPorts(ports.slice(0, 10));
  return `tried ${ports.length === 1 ? 'port' : 'ports'} ${shown}${ports.length > 10 ? ' and more' : ''} of`;
}

function techniquesOf({ internal, ports, protocol, strength, mostlyInVain, attempts, refused }: Row): Mapping[] {
  if (!internal) {
    return [
      {
        technique: 'T1595.001',
        confidence: refused === attempts ? 'high' : strength,
        reasoning: 'An outside source tried the same port on many internal addresses.',
      },
    ];
  }
  const isPing = ports.length === 0;
  const services: Mapping = {
    technique: 'T1046',
    confidence: mostlyInVain ? strength : 'low',
    reasoning:
      'An internal source tried the same port on many hosts, which is how a service is looked for after access.',
  };
  const systems: Mapping = {
    technique: 'T1018',
    confidence: isPing || protocol === null ? 'medium' : 'low',
    reasoning: isPing
      ? 'An internal source sent ICMP to many hosts, which finds out which of them are up.'
      : 'Contacts of a few packets with many hosts also show which of them are up.',
  };
  const shares: Mapping = {
    technique: 'T1135',
    confidence: 'low',
    reasoning: 'The port is the one that Windows shares are offered on.',
  };
  if (isPing) return [systems];
  return [
    services,
    ...(mostlyInVain ? [systems] : []),
    ...(ports.some((port) => port === 139 || port === 445) ? [shares] : []),
  ];
}
