import { z } from 'zod';
import type { Confidence } from '#lib/model/scale.ts';
import { formatBytesExact, formatDuration, plural } from '#lib/names/format.ts';
import { serviceName } from '#lib/names/ports.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  actor: z.string(),
  target: z.string(),
  port: count,
  protocol: count,
  flows: count,
  bytes: count,
  packets: count,
  /** Bytes of the largest record. */
  largest: count.nullable(),
  conversations: count,
  severity: z.enum(['critical', 'high', 'medium']),
  /** For most of the bytes nothing says which side is the service. */
  guessed: z.boolean(),
  byFlags: z.boolean(),
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

const reasons: Record<Row['severity'], string> = {
  critical: 'critical: a very large volume to an unusual port outside',
  high: 'high: a large volume to an unusual port outside',
  medium: 'medium: more than a trickle to an unusual port outside',
};

export const oddPortEgress = defineDetection({
  id: 'odd-port-egress',
  catalogue: 'D14',
  title: 'Egress to an unusual port',
  looksFor: 'An internal host that opens a conversation to an unusual port outside and sends data there.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'bytes'],
  flowsMin: 1,
  thresholds: {
    usualPorts: {
      value: [20, 21, 22, 25, 53, 80, 110, 123, 143, 443, 465, 587, 853, 993, 995, 3478, 5061, 8080, 8443],
      unit: 'ports on which data leaves most networks',
      source: 'Elastic and Panther allow-lists, joined by Flowcase',
    },
    bytesMin: { value: 1_000_000, unit: 'bytes of a pair on one port', source: 'Flowcase' },
    packetsMin: {
      small: 1000,
      large: 1_000_000,
      unit: 'packets of a pair on one port',
      source: 'Flowcase: a paste shows little, so packets count there; in a large log the bytes decide first',
    },
    bytesHighMin: {
      value: 100_000_000,
      unit: 'bytes of a pair on one port, for high',
      source: 'Flowcase; threat hunting practice (100 MB a pair)',
    },
    bytesCriticalMin: {
      value: 500_000_000,
      unit: 'bytes of a pair on one port, for critical',
      source: 'Slips and Tailpipe (500 MB)',
    },
  },
  sameFactAs: ['large-flow', 'large-transfer', 'backdoor-port'],
  row: Row,
  judge(row) {
    const steps = [reasons[row.severity]];
    if (row.guessed) steps.push('confidence low: nothing in the records says which side is the service');
    return {
      title: `Egress to an unusual port: ${row.actor} sent ${formatBytesExact(row.bytes)} to port ${row.port} of ${row.target}`,
      severity: row.severity,
      confidence: confidenceOf(row),
      actors: [row.actor],
      targets: [row.target],
      ports: [row.port],
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        bytes: row.bytes,
        packets: row.packets,
        conversations: row.conversations,
        ...(row.largest === null ? {} : { largestBytes: row.largest }),
      },
      steps,
      evidence: {
        initiators: [row.actor],
        responders: [row.target],
        servicePorts: [row.port],
        protocol: row.protocol,
        side: 'request',
      },
      attack: [
        {
          technique: 'T1048',
          confidence: row.guessed ? 'low' : 'medium',
          reasoning: 'Data left in conversations that the internal host opened to a port outside the usual ones.',
        },
        {
          technique: 'T1571',
          confidence: row.guessed ? 'low' : 'medium',
          reasoning: 'The port does not fit a usual service for outgoing traffic.',
        },
      ],
    };
  },
  benign: [
    'A VPN, a video call, a game or a peer-to-peer client',
    'A backup, a replication or a message broker of a partner on its own port',
    'A data channel of FTP, whose port is agreed on the fly',
  ],
  confirm: [
    'Process telemetry of the internal host: which program opened the conversation',
    'A packet capture or IDS alerts for the pair',
    'Who owns the destination, and the egress rules of the security group',
  ],
});

function confidenceOf({ guessed, byFlags }: Row): Confidence {
  if (guessed) return 'low';
  return byFlags ? 'high' : 'medium';
}

function whyOf(row: Row): string {
  const { actor, target, port, protocol, flows, bytes, packets, conversations, guessed } = row;
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const name = protocolName(protocol);
  const opener = guessed ? '' : ` ${actor} opened ${plural(conversations, 'conversation')} to it.`;
  return `${actor} sent ${formatBytesExact(bytes)} in ${plural(packets, 'packet')} and ${plural(flows, 'record')} to ${target} on ${name} port ${port} (${serviceName(port, name)})${span}.${opener}`;
}
