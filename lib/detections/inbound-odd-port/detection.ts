import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Severity } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, formatPorts, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  host: z.string(),
  actors: z.array(z.string()),
  sources: count,
  ports: z.array(count),
  answeredPorts: z.array(count),
  callbackPorts: z.array(count),
  distinctPorts: count,
  attempts: count,
  answered: count,
  /** A port of the ephemeral range or of the callback list answered. */
  suspect: z.boolean(),
  protocol: count.nullable(),
  flows: count,
  bytesIn: count,
  bytesOut: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const inboundOddPort = defineDetection({
  id: 'inbound-odd-port',
  catalogue: 'D42',
  title: 'Inbound to an unusual port',
  looksFor: 'An internal host that lets outside sources in on a port outside the allowed ones.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    allowedPorts: { value: [80, 443], unit: 'ports', source: 'Panther' },
    adminPorts: {
      value: [
        22, 23, 135, 139, 445, 1433, 1434, 1521, 2375, 2376, 3306, 3389, 5432, 5900, 5901, 5902, 5903, 5904, 5984, 5985,
        5986, 6379, 6443, 7000, 7001, 9042, 9160, 9200, 9300, 10250, 11211, 27017, 27018, 27019,
      ],
      unit: 'ports that open-admin-port looks after',
      source: 'the lists of open-admin-port',
    },
    callbackPorts: {
      value: [
        888, 999, 2200, 4433, 4438, 4444, 4455, 5445, 5552, 6625, 6789, 7210, 8143, 8531, 8889, 9631, 9943, 10101,
      ],
      unit: 'ports',
      source: 'Sigma (callback ports of malware); 8889 from a published case',
    },
    ephemeralPortMin: { value: 32_768, unit: 'lowest port that clients are given', source: 'Linux' },
    retryPacketsMax: {
      value: 7,
      unit: 'packets of a client that hears nothing',
      source: 'Linux: one SYN and six repeats',
    },
  },
  sameFactAs: ['port-scan', 'backdoor-port'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: row.answered > 0 ? 'medium' : 'low',
      actors: row.actors,
      targets: [row.host],
      ports: row.ports,
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytesIn + row.bytesOut,
      why: whyOf(row),
      measures: {
        sources: row.sources,
        distinctPorts: row.distinctPorts,
        attempts: row.attempts,
        answered: row.answered,
        bytesIn: row.bytesIn,
        bytesOut: row.bytesOut,
      },
      steps: [step],
      evidence: {
        ...(row.sources > row.actors.length ? {} : { initiators: row.actors }),
        responders: [row.host],
        servicePorts: row.ports,
        action: 'ACCEPT',
        side: 'request',
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'A service that is public by design on its own port: mail, DNS, a game, a VPN, an API',
    'A load balancer or a partner that reaches an application port directly',
    'A peer-to-peer client',
  ],
  confirm: [
    'Which process of the host listens on the port',
    'The security group of the interface: who may reach the port, and who changed it (CloudTrail)',
    'The list of services that are meant to be public',
  ],
});

function severityOf({ suspect, answered }: Row): [Severity, string] {
  if (suspect)
    return ['medium', 'medium: a port answered that clients are given, or that malware is known to listen on'];
  if (answered > 0) return ['low', 'low: a port outside the allowed ones answered'];
  return ['low', 'low: accepted by the firewall, no session seen'];
}

function titleOf({ host, answered, ports, distinctPorts, sources }: Row): string {
  const verb = answered > 0 ? 'served' : 'let in';
  return `Inbound to an unusual port: ${host} ${verb} ${plural(sources, 'outside source')} on ${portsOf(ports, distinctPorts)}`;
}

function whyOf(row: Row): string {
  const { host, actors, sources, ports, distinctPorts, answeredPorts, attempts, answered, bytesIn, bytesOut } = row;
  const who = sources === 1 ? `The outside source ${actors[0]}` : plural(sources, 'outside source');
  const outcome =
    answered > 0
      ? `${formatCount(answered)} with a session (${portsOf(answeredPorts, answeredPorts.length)})`
      : 'no session seen';
  return `${who} reached ${host} on ${portsOf(ports, distinctPorts)}: ${plural(attempts, 'accepted conversation')}, ${outcome}, ${formatBytesExact(bytesIn)} in and ${formatBytesExact(bytesOut)} out.`;
}

function portsOf(ports: readonly number[], count: number): string {
  if (count > 10) return plural(count, 'port');
  return `${count === 1 ? 'port' : 'ports'} ${formatPorts(ports)}`;
}

// Any service may stand on any port; only one that is known from malware, and that answers, says something.
function techniquesOf({ suspect, callbackPorts, answeredPorts }: Row): Mapping[] {
  const known = callbackPorts.filter((port) => answeredPorts.includes(port));
  if (!suspect || known.length === 0) return [];
  return [
    {
      technique: 'T1571',
      confidence: 'low',
      reasoning: `An outside source held a session on port ${formatPorts(known)}, which no usual service for it uses.`,
    },
  ];
}
