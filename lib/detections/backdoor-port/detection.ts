import { z } from 'zod';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, formatDuration, joinWords, plural } from '#lib/names/format.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  actor: z.string(),
  internal: z.boolean(),
  /** The hosts are outside ones. */
  leaves: z.boolean(),
  targets: z.array(z.string()),
  hosts: count,
  port: count,
  protocol: count,
  /** The port is a default of shells, not only one that was seen. */
  shell: z.boolean(),
  contacts: count,
  refused: count,
  answered: count,
  sustained: z.boolean(),
  flows: count,
  packets: count,
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const backdoorPort = defineDetection({
  id: 'backdoor-port',
  catalogue: 'D24',
  title: 'Backdoor port',
  looksFor: 'A conversation with a port that shells and malware are known to use.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    shellPorts: {
      value: [4444, 4455],
      unit: 'ports',
      source: 'Sigma (callback ports of malware); the default of a Metasploit listener',
    },
    callbackPorts: {
      value: [
        888, 999, 2200, 4433, 4438, 5445, 5552, 6625, 6789, 7210, 8143, 8531, 8889, 9631, 9943, 10101, 12102, 12103,
        13394, 13504, 13505, 13506, 13507, 31337,
      ],
      unit: 'ports',
      source: 'Sigma (callback ports of malware), without those that applications use; 8889 from a published case',
    },
    highCallbackPorts: {
      value: [49_180, 50_501, 65_520, 65_535],
      unit: 'ports within the range that clients are given',
      source: 'Sigma (callback ports of malware)',
    },
    retryPacketsMax: {
      value: 7,
      unit: 'packets of a client that hears nothing',
      source: 'Linux: one SYN and six repeats',
    },
    sustainedBytesMin: { value: 1_000_000, unit: 'bytes both ways', source: 'Flowcase' },
    sustainedPacketsMin: { value: 1000, unit: 'packets from the source', source: 'Flowcase' },
    sustainedSecondsMin: { value: 600, unit: 'seconds from first to last', source: 'Flowcase' },
  },
  sameFactAs: [
    'lateral-movement',
    'odd-port-egress',
    'inbound-odd-port',
    'reject-storm',
    'large-flow',
    'large-transfer',
  ],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: confidenceOf(row),
      actors: [row.actor],
      targets: row.targets,
      ports: [row.port],
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        hosts: row.hosts,
        contacts: row.contacts,
        refused: row.refused,
        answered: row.answered,
        packets: row.packets,
        bytes: row.bytes,
      },
      steps: [step],
      evidence: {
        initiators: [row.actor],
        ...(row.hosts > row.targets.length ? {} : { responders: row.targets }),
        servicePorts: [row.port],
        protocol: row.protocol,
        side: 'request',
      },
      attack: [
        {
          technique: 'T1571',
          confidence: row.answered > 0 && (row.shell || row.sustained) ? 'medium' : 'low',
          reasoning: `Port ${row.port} is no usual service, and known from shells or malware; a port alone is a hint.`,
        },
      ],
    };
  },
  benign: [
    'An application that happens to use the port, such as a development server',
    'A penetration test that was announced',
    'A client whose own port was taken for the service',
  ],
  confirm: [
    'Process telemetry of the internal host: which program holds the port',
    'A packet capture or IDS alerts for the pair',
    'Who owns the outside address',
  ],
});

function severityOf({ shell, answered, refused, contacts, sustained, internal }: Row): [Severity, string] {
  if (shell) {
    if (answered > 0) {
      return internal
        ? ['high', 'high: an internal host held a session with a default port of shells']
        : ['high', 'high: an internal host held a session as the service on a default port of shells'];
    }
    return refused === contacts
      ? ['medium', 'medium: a default port of shells, refused each time']
      : ['medium', 'medium: a default port of shells, no session seen'];
  }
  if (sustained) return ['medium', 'medium: a port known from malware, with more than a greeting'];
  return ['low', 'low: a port known from malware, little traffic'];
}

function confidenceOf({ shell, answered, refused, contacts, sustained }: Row): Confidence {
  if (answered > 0) return shell || sustained ? 'medium' : 'low';
  return shell && refused === contacts ? 'medium' : 'low';
}

function titleOf({ actor, targets, hosts, port, answered, refused, contacts }: Row): string {
  const verb = answered > 0 ? 'talked to' : refused === contacts ? 'was refused by' : 'contacted';
  return `Backdoor port: ${actor} ${verb} ${nameHosts(targets, hosts)} on port ${port}`;
}

function whyOf(row: Row): string {
  const { actor, internal, leaves, targets, hosts, port, protocol, contacts, refused, answered, bytes } = row;
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const silent = contacts - refused - answered;
  const outcome = [
    answered > 0 ? `${formatCount(answered)} with a session` : null,
    refused > 0 ? `${formatCount(refused)} refused` : null,
    silent > 0 ? `${formatCount(silent)} accepted without a reply in this log` : null,
  ].filter((part) => part !== null);
  const way = internal ? (leaves ? 'from inside to outside' : 'between internal hosts') : 'from outside to inside';
  return `${actor} opened ${plural(contacts, 'conversation')} to ${nameHosts(targets, hosts)} on ${protocolName(protocol)} port ${port}${span}, ${way}: ${joinWords(outcome)}, ${formatBytesExact(bytes)} both ways.`;
}
