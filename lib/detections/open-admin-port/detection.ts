import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import { formatBytesExact, plural } from '#lib/names/format.ts';
import { serviceName } from '#lib/names/ports.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  host: z.string(),
  port: count,
  actors: z.array(z.string()),
  sources: count,
  establishedSources: count,
  /** The established ones, and those that sent more than a client without an answer would. */
  answeredSources: count,
  /** Sources whose sessions carried enough for work, not only a greeting. */
  workingSources: count,
  attempts: count,
  sessions: count,
  byFlags: z.boolean(),
  loginPort: z.boolean(),
  remote: z.boolean(),
  flows: count,
  bytesIn: count,
  bytesOut: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const openAdminPort = defineDetection({
  id: 'open-admin-port',
  catalogue: 'D41',
  title: 'Open admin port',
  looksFor: 'An administration or database port of an internal host that accepts the internet.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'action'],
  flowsMin: 1,
  thresholds: {
    adminPorts: {
      value: [22, 23, 135, 139, 445, 2375, 2376, 3389, 5900, 5901, 5902, 5903, 5904, 5985, 5986, 6443, 10250],
      unit: 'ports',
      source: 'Elastic detection rules and Tailpipe; Docker and Kubernetes ports added by Flowcase',
    },
    databasePorts: {
      value: [1433, 1434, 1521, 3306, 5432, 5984, 6379, 7000, 7001, 9042, 9160, 9200, 9300, 11211, 27017, 27018, 27019],
      unit: 'ports',
      source: 'Tailpipe, investiGATOR and Elastic detection rules',
    },
    loginPorts: {
      value: [22],
      unit: 'ports that are often open on purpose',
      source: 'Elastic detection rules (medium), Panther (info)',
    },
    remotePorts: {
      value: [22, 23, 2375, 2376, 3389, 5900, 5901, 5902, 5903, 5904, 5985, 5986, 6443, 10250],
      unit: 'ports',
      source: 'the remote services of ATT&CK T1133',
    },
    retryPacketsMax: {
      value: 7,
      unit: 'packets of a client that hears nothing',
      source: 'Linux: one SYN and six repeats',
    },
    workBytesAbove: { value: 10_000, unit: 'bytes of one source, both ways', source: 'Flowcase' },
  },
  sameFactAs: ['port-scan', 'host-sweep', 'brute-force'],
  row: Row,
  judge(row) {
    const confidence = confidenceOf(row);
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence,
      actors: row.actors,
      targets: [row.host],
      ports: [row.port],
      protocol: 6,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.flows,
      bytes: row.bytesIn + row.bytesOut,
      why: whyOf(row),
      measures: {
        sources: row.sources,
        establishedSources: row.establishedSources,
        answeredSources: row.answeredSources,
        workingSources: row.workingSources,
        attempts: row.attempts,
        sessions: row.sessions,
        bytesIn: row.bytesIn,
        bytesOut: row.bytesOut,
      },
      steps: [step],
      evidence: {
        ...(row.sources > row.actors.length ? {} : { initiators: row.actors }),
        responders: [row.host],
        servicePorts: [row.port],
        protocol: 6,
        action: 'ACCEPT',
        side: 'request',
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'Administration over the internet by design, or from the address of an office',
    'EC2 Instance Connect, whose addresses AWS publishes',
    'A honeypot',
  ],
  confirm: [
    'Authentication logs of the host for the sessions seen here',
    'The security group of the interface: who may reach the port, and who changed it (CloudTrail)',
    'Who owns the source addresses',
  ],
});

function severityOf({ answeredSources, loginPort, port }: Row): [Severity, string] {
  const service = serviceName(port, 'tcp');
  if (answeredSources > 0) {
    return loginPort
      ? ['medium', `medium: ${service} open to the internet is common, and a target`]
      : ['high', `high: ${service} should not be reached from the internet`];
  }
  return loginPort
    ? ['low', 'low: accepted by the firewall, no session seen']
    : ['medium', `medium: ${service} is accepted by the firewall, no session seen`];
}

function confidenceOf({ establishedSources, answeredSources, byFlags }: Row): Confidence {
  if (establishedSources > 0) return byFlags ? 'high' : 'medium';
  return answeredSources > 0 ? 'medium' : 'low';
}

function titleOf({ host, port, actors, sources, answeredSources }: Row): string {
  const who = sources === 1 ? `${actors[0]}` : plural(sources, 'outside source');
  const verb = answeredSources > 0 ? 'answered' : 'let in';
  return `Open admin port: ${host} ${verb} ${who} on ${serviceName(port, 'tcp')} (port ${port})`;
}

function whyOf(row: Row): string {
  const { host, port, actors, sources, establishedSources, answeredSources, attempts, sessions, bytesIn, bytesOut } =
    row;
  const who = sources === 1 ? `The outside source ${actors[0]}` : plural(sources, 'outside source');
  const volume = `${formatBytesExact(bytesIn)} in and ${formatBytesExact(bytesOut)} out`;
  if (answeredSources === 0) {
    return `${who} reached port ${port} of ${host} ${plural(attempts, 'time')}: accepted by the firewall, no session seen (${volume}).`;
  }
  const proof =
    establishedSources > 0
      ? 'the host answered'
      : 'the replies are not in this log, but the source sent more packets than a client without an answer does';
  return `${who} held ${plural(sessions, 'session')} with port ${port} of ${host}: ${proof} (${volume}).`;
}

function techniquesOf({ answeredSources, workingSources, remote }: Row): Mapping[] {
  const isAnswered = answeredSources > 0;
  if (remote) {
    return [
      {
        technique: 'T1133',
        confidence: isAnswered && workingSources > 0 ? 'medium' : 'low',
        reasoning: isAnswered
          ? 'An outside source held a session with a remote service of an internal host.'
          : 'A remote service of an internal host is let in from outside; no session is seen.',
      },
    ];
  }
  return [
    {
      technique: 'T1190',
      confidence: 'low',
      reasoning: 'A service that is not meant for the internet is reachable from it; misuse is not seen in flow logs.',
    },
  ];
}
