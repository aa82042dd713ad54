import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import { Confidence, type Severity } from '#lib/model/scale.ts';
import { formatCount, formatDuration, formatPorts, joinWords, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  /** One, or how many refused outside sources of a large log stand together. */
  sources: count,
  actors: z.array(z.string()),
  internal: z.boolean(),
  targets: z.array(z.string()),
  hosts: count,
  ports: z.array(count),
  acceptedPorts: z.array(count),
  openPorts: z.array(count),
  distinctPorts: count,
  windowPorts: count,
  burstPorts: count,
  attempts: count,
  refused: count,
  longestRun: count,
  upwardPercent: count,
  sequential: z.boolean(),
  loud: z.boolean(),
  strength: Confidence,
  protocol: count.nullable(),
  flows: count,
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const portScan = defineDetection({
  id: 'port-scan',
  catalogue: 'D01',
  title: 'Port scan',
  looksFor: 'One source that tries many ports of one host and mostly fails.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    distinctPortsMin: {
      small: 5,
      large: 10,
      unit: 'ports of one host within a window',
      source: 'Slips (more than 5); Panther and Google Cloud security analytics (10 within an hour)',
    },
    windowSeconds: {
      small: 31_536_000,
      large: 3600,
      unit: 'seconds',
      source: 'Panther; a log of up to 100 flows is judged as a whole, so its window is a year',
    },
    sensitivePorts: {
      value: [21, 22, 23, 53, 88, 139, 389, 445, 3389, 5900, 5985, 5986, 9389],
      unit: 'ports',
      source: 'Elastic detection rules',
    },
    sensitivePortsMin: {
      value: 5,
      unit: 'sensitive ports of one host within a window',
      source: 'Elastic detection rules',
    },
    packetsMax: {
      value: 3,
      unit: 'packets of an attempt that was not refused',
      source: 'Flowcase: a SYN and its repeats',
    },
    burstWindowSeconds: { value: 300, unit: 'seconds', source: 'Zeek and Microsoft Sentinel (5 minutes)' },
    burstPortsMediumMin: {
      small: 5,
      large: 15,
      unit: 'ports of one host within a burst',
      source: 'Zeek (15 within 5 minutes); the small value is Flowcase’s',
    },
    burstPortsHighMin: {
      small: 10,
      large: 50,
      unit: 'ports of one host within a burst',
      source: 'Microsoft Sentinel and Elastic (50); a log of up to 100 flows cannot show as many, so 10 there',
    },
    loudPortsMin: {
      value: 50,
      unit: 'ports, from which on blocked scanning is more than background',
      source: 'Microsoft Sentinel',
    },
    refusedPercentMin: { value: 80, unit: 'percent of the attempts', source: 'Flowcase' },
    sequentialRunMin: { value: 5, unit: 'consecutive port numbers', source: 'Flowcase' },
    sequentialPercentMin: { value: 80, unit: 'percent of the steps from port to port that are +1', source: 'Flowcase' },
  },
  // The scan counts the ports that answered it, an open admin port among them.
  sameFactAs: ['host-sweep', 'reject-storm', 'open-admin-port', 'inbound-odd-port', 'lateral-movement'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    const accepted = row.attempts - row.refused;
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
        distinctPorts: row.distinctPorts,
        distinctPortsInWindow: row.windowPorts,
        distinctPortsInBurst: row.burstPorts,
        attempts: row.attempts,
        refused: row.refused,
        accepted,
        sequential: row.sequential ? 1 : 0,
        longestRun: row.longestRun,
        upwardPercent: row.upwardPercent,
      },
      steps: [step],
      evidence: {
        initiators: row.actors,
        responders: row.targets,
        ...(row.ports.length > 0 ? { servicePorts: row.ports } : {}),
        side: 'request',
        ...(row.firstSeen === null || row.lastSeen === null ? {} : { from: row.firstSeen, to: row.lastSeen }),
      },
      attack: [techniqueOf(row)],
    };
  },
  benign: [
    'An authorised vulnerability scanner or an inventory tool',
    'Monitoring that checks several ports of the same host',
    'A client of passive FTP or RPC, which uses many high ports by design',
    'Many people behind one NAT address',
  ],
  confirm: [
    'VPC firewall or IDS alerts for the source in the same minutes',
    'Host logs of the targets for connections that were opened and dropped',
    'The list of authorised scanners',
  ],
});

function severityOf(row: Row): [Severity, string] {
  if (row.sources > 1) return ['low', 'low: outside sources, each refused on every port: internet background'];
  if (row.internal) return ['high', 'high: the source is an internal address'];
  if (row.openPorts.length > 0) {
    return ['high', `high: a sensitive port of a scanned host answered (${formatPorts(row.openPorts)})`];
  }
  if (row.refused < row.attempts) return ['medium', 'medium: the firewall let some of the attempts in'];
  if (row.loud) return ['medium', 'medium: blocked, but with volume'];
  return ['low', 'low: an outside source that was refused on every port'];
}

function titleOf({ sources, actors, distinctPorts, targets, hosts }: Row): string {
  if (sources > 1) return `Port scans: ${formatCount(sources)} outside sources were refused on every port they tried`;
  return `Port scan: ${actors[0]} tried ${plural(distinctPorts, 'port')} of ${nameHosts(targets, hosts)}`;
}

function whyOf(row: Row): string {
  const { sources, actors, distinctPorts, targets, hosts, attempts, refused, acceptedPorts, openPorts } = row;
  if (sources > 1) {
    return `${formatCount(sources)} outside sources tried up to ${plural(distinctPorts, 'port')} each on ${nameHosts(targets, hosts)}; all of ${plural(attempts, 'attempt')} were refused.`;
  }
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const accepted = attempts - refused;
  const outcome = [
    refused > 0 ? `${plural(refused, 'attempt')} refused` : null,
    accepted > 0 ? `${plural(accepted, 'attempt')} accepted (${portsInWords(acceptedPorts)})` : null,
  ].filter((part) => part !== null);
  const sentences = [
    `${actors[0]} tried ${plural(distinctPorts, 'port')} of ${nameHosts(targets, hosts)}${span}; ${joinWords(outcome)}.`,
    row.sequential && row.longestRun > 1
      ? `${formatCount(row.longestRun)} of the ports follow each other in number.`
      : null,
    openPorts.length > 0 ? `It got an answer on ${portsInWords(openPorts)}.` : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

const portsInWords = (ports: readonly number[]): string =>
  `${ports.length === 1 ? 'port' : 'ports'} ${formatPorts(ports.slice(0, 10))}${ports.length > 10 ? ' and more' : ''}`;

function techniqueOf({ internal, sources, hosts, strength }: Row): Mapping {
  if (internal) {
    return {
      technique: 'T1046',
      confidence: strength,
      reasoning: 'An internal source tried many ports of a host, which is how services are discovered after access.',
    };
  }
  // Scanning IP blocks means many addresses; many ports of one host is active scanning without that pattern.
  if (hosts > 1 || sources > 1) {
    return {
      technique: 'T1595.001',
      confidence: strength,
      reasoning: 'Outside sources tried many ports on several internal addresses.',
    };
  }
  return {
    technique: 'T1595',
    confidence: strength,
    reasoning: 'An outside source tried many ports of an internal address.',
  };
}
