import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import { formatBytesExact, formatCount, formatDuration, formatPorts, joinWords, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();
const ports = z.array(count);

const Row = z.object({
  actor: z.string(),
  targets: z.array(z.string()),
  hosts: count,
  ports,
  answeredPorts: ports,
  shellPorts: ports,
  hostsInWindow: count,
  contacts: count,
  refused: count,
  answered: count,
  shellContacts: count,
  shellAnswered: count,
  transfers: count,
  databaseOnly: z.boolean(),
  fansOut: z.boolean(),
  wide: z.boolean(),
  fewPackets: z.boolean(),
  flows: count,
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const lateralMovement = defineDetection({
  id: 'lateral-movement',
  catalogue: 'D15',
  title: 'Lateral movement',
  looksFor: 'An internal host that contacts other internal hosts on ports for remote work, shells or databases.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    remotePorts: {
      value: [22, 135, 139, 445, 3389, 5900, 5985, 5986],
      unit: 'ports',
      source: 'the remote services of ATT&CK T1021',
    },
    shellPorts: {
      value: [4444],
      unit: 'ports',
      source: 'Sigma (callback ports of malware); the default of a Metasploit listener',
    },
    databasePorts: { value: [1433, 3306, 5432], unit: 'ports', source: 'Tailpipe detections for AWS VPC flow logs' },
    hostsMin: {
      small: 1,
      large: 3,
      unit: 'hosts on remote ports within a window',
      source: 'Flowcase: in a paste one session is worth a note, in a large log only the spread is',
    },
    fanOutHostsMin: { value: 3, unit: 'hosts on remote ports within a window, for medium', source: 'Flowcase' },
    hostsHighMin: { value: 10, unit: 'hosts within a window, for high', source: 'Flowcase' },
    databaseHostsMin: {
      value: 3,
      unit: 'database hosts within a window',
      source: 'Flowcase: one client of one database is its work',
    },
    windowSeconds: {
      small: 31_536_000,
      large: 3600,
      unit: 'seconds',
      source: 'Flowcase; a log of up to 100 flows is judged as a whole, so its window is a year',
    },
    retryPacketsMax: {
      value: 7,
      unit: 'packets of a client that hears nothing',
      source: 'Linux: one SYN and six repeats',
    },
    fewPacketsMax: {
      value: 3,
      unit: 'packets of a contact that is no session',
      source: 'Flowcase: a SYN and its repeats',
    },
    transferPorts: { value: [22, 445], unit: 'ports on which files are copied', source: 'ATT&CK T1570' },
    transferBytesMin: { value: 10_000_000, unit: 'bytes one way in one conversation', source: 'Flowcase' },
  },
  sameFactAs: ['port-scan', 'host-sweep', 'reject-storm', 'brute-force', 'backdoor-port'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: confidenceOf(row),
      actors: [row.actor],
      targets: row.targets,
      ports: row.ports,
      protocol: 6,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        hosts: row.hosts,
        hostsInWindow: row.hostsInWindow,
        contacts: row.contacts,
        refused: row.refused,
        answered: row.answered,
        shellContacts: row.shellContacts,
        transfers: row.transfers,
      },
      steps: [step],
      evidence: {
        initiators: [row.actor],
        ...(row.hosts > row.targets.length ? {} : { responders: row.targets }),
        servicePorts: row.ports,
        protocol: 6,
        side: 'request',
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'A bastion, a jump host or configuration management that works on many hosts',
    'Clients of a domain controller or a file server, whose RPC and share ports are always busy',
    'An application and its databases, a backup or a deployment',
  ],
  confirm: [
    'Authentication logs of the contacted hosts (sshd, network and remote interactive logons of Windows)',
    'Process telemetry of the source for what opened the connections',
    'The list of bastions and management hosts',
  ],
});

function severityOf(row: Row): [Severity, string] {
  if (row.shellAnswered > 0)
    return ['high', `high: port ${formatPorts(row.shellPorts)} answered, which no usual service uses`];
  if (row.databaseOnly) {
    return row.wide
      ? ['medium', 'medium: databases on many hosts']
      : ['low', 'low: databases on several hosts, which is often the work of an application'];
  }
  if (row.wide) return ['high', 'high: many hosts within the window'];
  if (row.shellContacts > 0)
    return [
      'medium',
      `medium: port ${formatPorts(row.shellPorts)}, which no usual service uses, without an answer in this log`,
    ];
  if (row.fansOut) return ['medium', 'medium: several hosts within the window'];
  if (row.refused === row.contacts) return ['medium', 'medium: refused everywhere, so it probes from inside'];
  return ['low', 'low: few sessions inside, which are daily work on most networks'];
}

function confidenceOf({ wide, answered, refused, contacts }: Row): Confidence {
  if (answered > 0) return wide ? 'high' : 'medium';
  return refused === contacts ? 'medium' : 'low';
}

function titleOf({ actor, ports, targets, hosts }: Row): string {
  const named = `${ports.length === 1 ? 'port' : 'ports'} ${formatPorts(ports)}`;
  return `Lateral movement: ${actor} contacted ${nameHosts(targets, hosts)} on ${named}`;
}

function whyOf(row: Row): string {
  const { actor, contacts, refused, answered, targets, hosts, transfers, bytes } = row;
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const silent = contacts - refused - answered;
  const outcome = [
    answered > 0 ? `${formatCount(answered)} with a session` : null,
    refused > 0 ? `${formatCount(refused)} refused` : null,
    silent > 0 ? `${formatCount(silent)} accepted without a reply in this log` : null,
  ].filter((part) => part !== null);
  const moved =
    transfers > 0
      ? ` ${plural(transfers, 'conversation')} carried enough to copy tools; all together moved ${formatBytesExact(bytes)}.`
      : '';
  const named = `${row.ports.length === 1 ? 'port' : 'ports'} ${formatPorts(row.ports)}`;
  return `The internal host ${actor} opened ${plural(contacts, 'conversation')} to ${nameHosts(targets, hosts)} on ${named}${span}: ${joinWords(outcome)}.${moved}`;
}

const services: { technique: string; ports: readonly number[]; name: string }[] = [
  { technique: 'T1021.004', ports: [22], name: 'SSH' },
  { technique: 'T1021.001', ports: [3389], name: 'remote desktop' },
  { technique: 'T1021.002', ports: [139, 445], name: 'Windows shares' },
  { technique: 'T1021.006', ports: [5985, 5986], name: 'Windows remote management' },
  { technique: 'T1021.005', ports: [5900], name: 'VNC' },
  { technique: 'T1021', ports: [135], name: 'Windows RPC' },
];

function techniquesOf(row: Row): Mapping[] {
  const remote = services.flatMap(({ technique, ports, name }): Mapping[] => {
    const used = ports.filter((port) => row.ports.includes(port));
    if (used.length === 0) return [];
    const isAnswered = used.some((port) => row.answeredPorts.includes(port));
    return [
      {
        technique,
        confidence: isAnswered ? 'medium' : 'low',
        reasoning: isAnswered
          ? `An internal host held a session with another on the port of ${name} (${formatPorts(used)}).`
          : `An internal host tried another on the port of ${name} (${formatPorts(used)}); no session is seen.`,
      },
    ];
  });
  const shell: Mapping = {
    technique: 'T1571',
    confidence: row.shellAnswered > 0 ? 'medium' : 'low',
    reasoning: `Port ${formatPorts(row.shellPorts)} is no usual service, and a common choice for shells.`,
  };
  const database: Mapping = {
    technique: 'T1210',
    confidence: 'low',
    reasoning: 'An internal host reached the database ports of several others.',
  };
  const discovery: Mapping = {
    technique: 'T1046',
    confidence: row.refused === row.contacts ? 'medium' : 'low',
    reasoning: 'The contacts have hardly a packet or were refused, so services were looked for rather than used.',
  };
  const tools: Mapping = {
    technique: 'T1570',
    confidence: 'low',
    reasoning: 'A conversation on a port for copying files carried a large volume between internal hosts.',
  };
  const isProbing = row.hosts > 1 && (row.fewPackets || row.refused === row.contacts);
  return [
    ...remote,
    ...(row.shellPorts.length > 0 ? [shell] : []),
    ...(row.databaseOnly ? [database] : []),
    ...(isProbing ? [discovery] : []),
    ...(row.transfers > 0 ? [tools] : []),
  ];
}
