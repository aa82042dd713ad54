import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Severity } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, formatDuration, formatPorts, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  actor: z.string(),
  target: z.string(),
  /** By bytes, most first. */
  ports: z.array(count),
  protocol: count.nullable(),
  flows: count,
  bytes: count,
  /** Of the window with the most. */
  windowBytes: count,
  /** Sent as the service, because the outside host asked. */
  servedBytes: count,
  /** Sent as the client, which opened the conversation. */
  sentBytes: count,
  /** Without what a usual web service served, the pair stays below the threshold. */
  onlyServed: z.boolean(),
  veryLarge: z.boolean(),
  cleartext: z.boolean(),
  /** For most of the bytes nothing says which side is the service. */
  guessed: z.boolean(),
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const largeTransfer = defineDetection({
  id: 'large-transfer',
  catalogue: 'D11',
  title: 'Large transfer',
  looksFor: 'All that an internal host sends to the same outside host, summed over its records.',
  needs: ['srcaddr', 'dstaddr', 'bytes'],
  flowsMin: 1,
  thresholds: {
    bytesAbove: {
      value: 100_000_000,
      unit: 'bytes of a pair within a window',
      source: 'threat hunting practice: more than 100 MB a pair',
    },
    bytesHighAbove: {
      value: 500_000_000,
      unit: 'bytes of a pair within a window, for high',
      source: 'Slips and Tailpipe (500 MB)',
    },
    windowSeconds: {
      small: 31_536_000,
      large: 86_400,
      unit: 'seconds',
      source: 'Flowcase: a day; a log of up to 100 flows is judged as a whole, so its window is a year',
    },
    webPorts: {
      value: [80, 443, 8080, 8443],
      unit: 'ports of services that hand out data by design',
      source: 'Flowcase',
    },
    cleartextPorts: {
      value: [20, 21, 23, 25, 53, 69, 80],
      unit: 'ports without encryption',
      source: 'ATT&CK T1048.003',
    },
  },
  sameFactAs: ['large-flow', 'odd-port-egress'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: `Large transfer: ${row.actor} sent ${formatCount(row.bytes)} bytes to ${row.target}`,
      severity,
      confidence: row.guessed || row.onlyServed ? 'medium' : 'high',
      actors: [row.actor],
      targets: [row.target],
      ports: row.ports,
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        bytes: row.bytes,
        bytesInWindow: row.windowBytes,
        servedBytes: row.servedBytes,
        sentBytes: row.sentBytes,
      },
      steps: [step],
      evidence: { sources: [row.actor], destinations: [row.target] },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'A backup, a replication or an upload of images and packages',
    'Downloads that an outside client asked a public service for',
    'A video call, a content network or a VPN to a partner',
  ],
  confirm: [
    'Process and file telemetry of the internal host over the time of the transfer',
    'CloudTrail data events and S3 access logs, if the destination is a store',
    'Logs of the service, for what it handed out to this client',
  ],
});

function severityOf({ onlyServed, veryLarge }: Row): [Severity, string] {
  if (onlyServed) {
    return veryLarge
      ? ['medium', 'medium: a web service handed out very much to the same client']
      : ['low', 'low: a web service handed it out to a client that asked'];
  }
  return veryLarge
    ? ['high', 'high: far above the threshold of a pair']
    : ['medium', 'medium: above the threshold of a pair'];
}

function whyOf(row: Row): string {
  const { actor, target, ports, flows, bytes, sentBytes, servedBytes } = row;
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const shown = ports.slice(0, 10);
  const on =
    shown.length === 0
      ? ''
      : ` on ${ports.length === 1 ? 'port' : 'ports'} ${formatPorts(shown)}${ports.length > 10 ? ' and more' : ''}`;
  return `${actor} sent ${formatBytesExact(bytes)} to ${target}${on} with ${plural(flows, 'record')}${span}. ${sharesOf(row, sentBytes, servedBytes)}`;
}

function sharesOf({ actor, target, guessed }: Row, sent: number, served: number): string {
  if (guessed) return 'For most of it, who opened the conversation cannot be told.';
  if (served === 0) return `${actor} opened the conversations.`;
  if (sent === 0) return `${target} opened the conversations and asked for the data.`;
  return `Of this, ${formatBytesExact(sent)} left in conversations that ${actor} opened, and ${formatBytesExact(served)} in replies to ${target}.`;
}

function techniquesOf({ onlyServed, cleartext }: Row): Mapping[] {
  const exfiltration: Mapping = {
    technique: 'T1048',
    confidence: onlyServed ? 'low' : 'medium',
    reasoning: onlyServed
      ? 'A large accepted volume left to the same outside host, which had asked for it.'
      : 'A large accepted volume left to the same outside host, summed over the records of the pair.',
  };
  const unencrypted: Mapping = {
    technique: 'T1048.003',
    confidence: 'low',
    reasoning: 'More than the threshold left on ports that are usually not encrypted.',
  };
  return [exfiltration, ...(cleartext && !onlyServed ? [unencrypted] : [])];
}
