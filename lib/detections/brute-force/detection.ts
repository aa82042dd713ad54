import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, formatDuration, plural } from '#lib/names/format.ts';
import { serviceName } from '#lib/names/ports.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  kind: z.enum(['guess', 'spray']),
  actor: z.string(),
  internal: z.boolean(),
  targets: z.array(z.string()),
  hosts: count,
  port: count,
  attempts: count,
  sourcePorts: count,
  attemptsInBurst: count,
  /** From the source, a session. */
  meanAttemptBytes: count,
  packetsLeast: count,
  packetsMost: count,
  /** Sessions after at least some attempts that carried clearly more than these. */
  largerSessions: count,
  largerBytes: count,
  largerFirstSeen: z.number().int().nullable(),
  fast: z.boolean(),
  tooSmall: z.boolean(),
  remote: z.boolean(),
  flows: count,
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const bruteForce = defineDetection({
  id: 'brute-force',
  catalogue: 'D08',
  title: 'Brute force',
  looksFor: 'Many short accepted sessions of one source to the same login service, on one host or across many.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'action'],
  flowsMin: 1,
  thresholds: {
    loginPorts: {
      value: [
        21, 22, 23, 389, 445, 636, 1433, 1521, 3306, 3389, 5432, 5900, 5901, 5902, 5903, 5904, 5985, 5986, 6379, 27017,
      ],
      unit: 'ports',
      source: 'GuardDuty brute force findings, with directory, VNC and database ports added by Flowcase',
    },
    remotePorts: {
      value: [22, 23, 3389, 5900, 5901, 5902, 5903, 5904, 5985, 5986],
      unit: 'ports',
      source: 'the remote services of ATT&CK T1021 and T1133',
    },
    attemptsMin: { value: 9, unit: 'attempts on one host within a window', source: 'Slips (9)' },
    windowSeconds: { value: 3600, unit: 'seconds', source: 'Slips' },
    burstAttemptsMin: { value: 25, unit: 'attempts on one host within a burst', source: 'Microsoft Sentinel (RDP)' },
    burstWindowSeconds: { value: 300, unit: 'seconds', source: 'Microsoft Sentinel (5 minutes)' },
    attemptSecondsMax: {
      value: 60,
      unit: 'seconds an attempt lasts at most, or one aggregation interval where that is longer',
      source: 'Flowcase',
    },
    packetsMin: { value: 3, unit: 'packets from the source', source: 'Flowcase: fewer cannot complete a handshake' },
    packetsMax: {
      value: 60,
      unit: 'packets from the source',
      source: 'SSHCure (11 to 51 for SSH), widened by Flowcase',
    },
    attemptBytesBelow: { value: 10_000, unit: 'bytes each way', source: 'Flowcase' },
    sprayAttemptsMax: { value: 3, unit: 'attempts on each host of a spray within a window', source: 'Flowcase' },
    sprayHostsMin: { value: 5, unit: 'hosts with so few attempts within a window', source: 'Flowcase' },
    loginBytesMin: {
      value: 250,
      unit: 'bytes from the source an attempt, below which no login fits',
      source: 'Flowcase: a TCP health check takes about 200',
    },
    attemptsBeforeMin: { value: 5, unit: 'attempts before a larger session counts', source: 'Flowcase' },
    largerFactorMin: { value: 3, unit: 'times the bytes of a mean attempt', source: 'Flowcase' },
  },
  // On an exposed login port the attempts are the sessions that show it open.
  sameFactAs: ['open-admin-port', 'lateral-movement', 'host-sweep'],
  row: Row,
  judge(row) {
    const { severity, steps } = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: confidenceOf(row),
      actors: [row.actor],
      targets: row.targets,
      ports: [row.port],
      protocol: 6,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        hosts: row.hosts,
        attempts: row.attempts,
        sourcePorts: row.sourcePorts,
        attemptsInBurst: row.attemptsInBurst,
        meanAttemptBytes: row.meanAttemptBytes,
        packetsLeast: row.packetsLeast,
        packetsMost: row.packetsMost,
        largerSessions: row.largerSessions,
        largestLaterSessionBytes: row.largerBytes,
      },
      steps,
      evidence: {
        initiators: [row.actor],
        responders: row.targets,
        servicePorts: [row.port],
        protocol: 6,
        action: 'ACCEPT',
        side: 'request',
        ...(row.firstSeen === null || row.lastSeen === null ? {} : { from: row.firstSeen, to: row.lastSeen }),
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'Automation such as configuration management or a backup that logs in often',
    'A health check of a load balancer or monitoring on the login port',
    'A jump host, or a client with an old password that tries again and again',
  ],
  confirm: [
    'Authentication logs of the targets for the same minutes (sshd, Windows security log, database log)',
    'GuardDuty findings for the source',
    'CloudTrail for changes of the security group that lets the port in',
  ],
});

function severityOf({ kind, internal, largerSessions, tooSmall }: Row): { severity: Severity; steps: string[] } {
  const steps = [
    internal ? 'high: an internal source tries logins' : 'medium: an outside source tries logins on an exposed port',
  ];
  if (kind === 'spray') steps.push('confidence low: few attempts on each of many hosts');
  else if (tooSmall) steps.push('confidence low: the sessions are too small for a login');
  if (largerSessions === 0) return { severity: internal ? 'high' : 'medium', steps };
  return {
    severity: internal ? 'critical' : 'high',
    steps: [...steps, '+1: a clearly larger session followed the attempts, consistent with one that got in'],
  };
}

function confidenceOf({ kind, fast, tooSmall }: Row): Confidence {
  if (kind === 'spray' || tooSmall) return 'low';
  return fast ? 'high' : 'medium';
}

function titleOf({ kind, actor, attempts, targets, hosts, port }: Row): string {
  const service = `${serviceName(port, 'tcp')} (port ${port})`;
  if (kind === 'spray')
    return `Password spray: ${actor} opened short sessions to ${service} on ${plural(hosts, 'host')}`;
  return `Brute force: ${actor} opened ${plural(attempts, 'short session')} to ${service} on ${nameHosts(targets, hosts)}`;
}

function whyOf(row: Row): string {
  const { actor, attempts, port, targets, hosts, sourcePorts, packetsLeast, packetsMost, meanAttemptBytes } = row;
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const packets =
    packetsLeast === packetsMost ? plural(packetsMost, 'packet') : `${packetsLeast} to ${packetsMost} packets`;
  const later =
    row.largerSessions > 0
      ? ` Then ${plural(row.largerSessions, 'clearly larger session')} followed, the largest with ${formatBytesExact(row.largerBytes)}.`
      : '';
  return `${actor} opened ${plural(attempts, 'short accepted session')} from ${plural(sourcePorts, 'source port')} to port ${port} of ${nameHosts(targets, hosts)}${span}, each of ${packets} and ${formatCount(meanAttemptBytes)} bytes on average from the source.${later}`;
}

function techniquesOf({ kind, internal, largerSessions, remote }: Row): Mapping[] {
  const force: Mapping = {
    technique: 'T1110',
    confidence: kind === 'spray' ? 'low' : 'medium',
    reasoning: 'Many short accepted sessions of similar size to a login service, each from its own source port.',
  };
  const form: Mapping =
    kind === 'spray'
      ? {
          technique: 'T1110.003',
          confidence: 'low',
          reasoning:
            'The sessions are spread over many hosts on the same login port; what was tried is not in flow logs.',
        }
      : {
          technique: 'T1110.001',
          confidence: 'low',
          reasoning: 'The sessions repeat on the same host and port; what was tried is not in flow logs.',
        };
  const access: Mapping = {
    technique: 'T1133',
    confidence: 'low',
    reasoning: 'After the attempts an outside source held a clearly larger session with the remote service.',
  };
  return [force, form, ...(largerSessions > 0 && !internal && remote ? [access] : [])];
}
