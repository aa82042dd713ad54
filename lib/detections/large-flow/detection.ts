import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import { type Severity, severities, severityRank } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  actor: z.string(),
  target: z.string(),
  /** 0 where there is none, as with ICMP. */
  port: count,
  protocol: count.nullable(),
  /** The internal host is the service: the outside one asked for the data. */
  served: z.boolean(),
  /** Nothing in the records says which side is the service. */
  guessed: z.boolean(),
  odd: z.boolean(),
  cleartext: z.boolean(),
  records: count,
  largest: count,
  bytes: count,
  bytesPerSecond: count.nullable(),
  tooFast: z.boolean(),
  awsService: z.string().nullable(),
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const largeFlow = defineDetection({
  id: 'large-flow',
  catalogue: 'D10',
  title: 'Large flow',
  looksFor: 'A single record with which an internal host sends very much to an outside one.',
  needs: ['srcaddr', 'dstaddr', 'bytes'],
  flowsMin: 1,
  thresholds: {
    bytesAbove: {
      value: 500_000_000,
      unit: 'bytes of one record (decimal megabytes)',
      source: 'Slips and Tailpipe (500 MB)',
    },
    usualPorts: {
      value: [20, 21, 22, 25, 53, 80, 110, 123, 143, 443, 465, 587, 853, 993, 995, 3478, 5061, 8080, 8443],
      unit: 'ports on which data leaves most networks',
      source: 'Elastic and Panther allow-lists, joined by Flowcase',
    },
    cleartextPorts: {
      value: [20, 21, 23, 25, 53, 69, 80],
      unit: 'ports without encryption',
      source: 'ATT&CK T1048.003',
    },
    bytesPerSecondAbove: {
      value: 125_000_000,
      unit: 'bytes a second, above which a record or its unit is doubtful',
      source: 'Flowcase: 1 Gbit/s',
    },
  },
  sameFactAs: ['large-transfer', 'odd-port-egress'],
  row: Row,
  judge(row, { thresholds }) {
    const { severity, steps } = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      // The byte count stands in the log, so the confidence is never low and caps nothing.
      confidence: row.guessed || row.tooFast ? 'medium' : 'high',
      actors: [row.actor],
      targets: [row.target],
      ports: row.port > 0 ? [row.port] : [],
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.records,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        records: row.records,
        largestBytes: row.largest,
        ...(row.bytesPerSecond === null ? {} : { bytesPerSecond: row.bytesPerSecond }),
      },
      steps,
      evidence: {
        sources: [row.actor],
        destinations: [row.target],
        ...(row.port > 0 ? { servicePorts: [row.port] } : {}),
        ...(row.protocol === null ? {} : { protocol: row.protocol }),
        bytesAbove: thresholds.bytesAbove,
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'A backup, a replication or a database dump to a known place',
    'An upload of images or packages by a build system',
    'A download that an outside client asked a public service for',
  ],
  confirm: [
    'Process and file telemetry of the internal host for the time of the record',
    'CloudTrail data events and S3 access logs, if the destination is a store',
    'Who owns the destination, and whether it is a sanctioned one',
  ],
});

function severityOf(row: Row): { severity: Severity; steps: string[] } {
  const { served, odd, awsService, tooFast } = row;
  const toOddPort = odd && !served;
  let severity: Severity = toOddPort ? 'critical' : 'high';
  const steps = [
    toOddPort
      ? 'critical: above the threshold in one record, to a port that data does not usually leave by'
      : 'high: above the threshold in one record',
  ];
  if (served && !odd) {
    severity = stepDown(severity);
    steps.push('-1: the outside host opened the conversation to a usual service, so the data was asked for');
  }
  // EC2 and AMAZON are addresses of any customer, so they vouch for nobody.
  if (awsService !== null && awsService !== 'EC2' && awsService !== 'AMAZON') {
    severity = stepDown(severity);
    steps.push(`-1: the log names the destination as the AWS service ${awsService}`);
  }
  if (tooFast) steps.push('confidence medium: the rate is above what one interface usually carries');
  return { severity, steps };
}

const stepDown = (severity: Severity): Severity => severities[severityRank(severity) + 1] ?? severity;

function titleOf({ actor, target, largest, records }: Row): string {
  const how = records === 1 ? 'in one record' : `in the largest of ${plural(records, 'record')}`;
  return `Large flow: ${actor} sent ${formatCount(largest)} bytes to ${target} ${how}`;
}

function whyOf(row: Row): string {
  const { actor, target, port, records, largest, bytes, served, guessed, bytesPerSecond } = row;
  const opener = guessed
    ? 'Who opened the conversation cannot be told'
    : `${served ? target : actor} opened the conversation`;
  const on = port > 0 ? ` on port ${port}` : '';
  const sum = records > 1 ? ` ${plural(records, 'such record')} carry ${formatBytesExact(bytes)} together.` : '';
  const rate = bytesPerSecond === null ? '' : ` That is ${formatBytesExact(bytesPerSecond)} a second.`;
  return `A single accepted record carries ${formatBytesExact(largest)} from ${actor} to ${target}${on}.${sum} ${opener}.${rate}`;
}

function techniquesOf({ served, odd, cleartext }: Row): Mapping[] {
  const toOddPort = odd && !served;
  const exfiltration: Mapping = {
    technique: 'T1048',
    confidence: served ? 'low' : 'medium',
    reasoning: served
      ? 'A large accepted volume left to an outside host, which had asked for it.'
      : 'A large accepted volume left to an outside host in a single record.',
  };
  const unencrypted: Mapping = {
    technique: 'T1048.003',
    confidence: 'low',
    reasoning: 'The volume left on a port that is usually not encrypted.',
  };
  const port: Mapping = {
    technique: 'T1571',
    confidence: 'medium',
    reasoning: 'The internal host sent it to a port that no usual service for it uses.',
  };
  return [exfiltration, ...(cleartext ? [unencrypted] : []), ...(toOddPort ? [port] : [])];
}
