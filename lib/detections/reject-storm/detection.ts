import { z } from 'zod';
import type { Mapping } from '#lib/model/detection.ts';
import type { Severity } from '#lib/model/scale.ts';
import { formatCount, formatDuration, formatPorts, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';
import { nameHosts } from '../name-hosts.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  /** One, or how many outside sources of a large log stand together. */
  sources: count,
  actors: z.array(z.string()),
  internal: z.boolean(),
  targets: z.array(z.string()),
  hosts: count,
  ports: z.array(count),
  distinctPorts: count,
  rejects: count,
  /** Of the pair with the most. */
  pairRejects: count,
  /** Of the busiest window. */
  windowRejects: count,
  /** Hosts the source had talked to before they refused it. */
  earlierHosts: count,
  loud: z.boolean(),
  protocol: count.nullable(),
  bytes: count,
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

export const rejectStorm = defineDetection({
  id: 'reject-storm',
  catalogue: 'D07',
  title: 'Repeated rejects',
  looksFor: 'One source that is refused again and again.',
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'action'],
  flowsMin: 1,
  thresholds: {
    rejectsPerPairAbove: {
      value: 10,
      unit: 'refused records of a source to one host',
      source: 'threat hunting practice: more than 10 a pair',
    },
    rejectsPerSourceAbove: {
      value: 50,
      unit: 'refused records of a source to all hosts',
      source: 'Tailpipe query for AWS VPC flow logs',
    },
    windowSeconds: { value: 3600, unit: 'seconds', source: 'Flowcase' },
    loudRejectsMin: {
      value: 1000,
      unit: 'refused records of a source within a window, from which on it is more than background',
      source: 'Flowcase',
    },
  },
  sameFactAs: ['port-scan', 'host-sweep', 'lateral-movement', 'backdoor-port'],
  row: Row,
  judge(row) {
    const [severity, step] = severityOf(row);
    return {
      title: titleOf(row),
      severity,
      confidence: 'high',
      actors: row.actors,
      targets: row.targets,
      ports: row.ports,
      protocol: row.protocol,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.rejects,
      bytes: row.bytes,
      why: whyOf(row),
      measures: {
        sources: row.sources,
        hosts: row.hosts,
        distinctPorts: row.distinctPorts,
        rejects: row.rejects,
        rejectsOfBusiestPair: row.pairRejects,
        rejectsInWindow: row.windowRejects,
        hostsThatAcceptedEarlier: row.earlierHosts,
      },
      steps: [step],
      evidence: {
        initiators: row.actors,
        ...(row.hosts > row.targets.length ? {} : { responders: row.targets }),
        action: 'REJECT',
        side: 'request',
      },
      attack: techniquesOf(row),
    };
  },
  benign: [
    'Internet background noise against any public address',
    'A client that still calls a service that moved or was closed, or a health check of a closed port',
    'A security group or network ACL that was changed a short while ago',
  ],
  confirm: [
    'CloudTrail for changes of the security group or network ACL in the same hours',
    'Process and network telemetry of the source, where it is an internal host',
    'Logs of the service behind the port, if it has moved',
  ],
});

function severityOf({ sources, internal, earlierHosts, loud }: Row): [Severity, string] {
  if (sources > 1) return ['low', 'low: outside sources, only ever refused: internet background'];
  if (internal)
    return ['medium', 'medium: an internal source is refused: a misconfiguration, or something that looks around'];
  if (earlierHosts > 0) return ['medium', 'medium: the source had been accepted before it was refused'];
  if (loud) return ['medium', 'medium: blocked, but with volume'];
  return ['low', 'low: an outside source, only ever refused'];
}

function titleOf({ sources, actors, rejects, targets, hosts }: Row): string {
  if (sources > 1) {
    return `Repeated rejects: ${formatCount(sources)} outside sources were refused ${plural(rejects, 'time')}`;
  }
  return `Repeated rejects: ${actors[0]} was refused ${plural(rejects, 'time')} by ${nameHosts(targets, hosts)}`;
}

function whyOf(row: Row): string {
  const { sources, actors, rejects, targets, hosts, ports, distinctPorts, earlierHosts } = row;
  const on =
    distinctPorts === 0
      ? ''
      : distinctPorts <= 10
        ? ` on ${distinctPorts === 1 ? 'port' : 'ports'} ${formatPorts(ports)}`
        : ` on ${plural(distinctPorts, 'port')}`;
  if (sources > 1) {
    return `${formatCount(sources)} outside sources were refused ${plural(rejects, 'time')} by ${nameHosts(targets, hosts)}${on}; none of them was accepted before.`;
  }
  const span =
    row.firstSeen === null || row.lastSeen === null ? '' : ` in ${formatDuration(row.lastSeen - row.firstSeen)}`;
  const before = earlierHosts > 0 ? ` ${plural(earlierHosts, 'host')} had accepted it earlier.` : '';
  return `${actors[0]} was refused ${plural(rejects, 'time')} by ${nameHosts(targets, hosts)}${on}${span}.${before}`;
}

// Refused attempts reached no service, so they are probing at most, and never guessing of passwords.
function techniquesOf({ internal, sources, hosts, distinctPorts }: Row): Mapping[] {
  const spread = hosts > 1 || distinctPorts > 1 || sources > 1;
  if (internal) {
    if (!spread) return [];
    return [
      {
        technique: 'T1046',
        confidence: 'low',
        reasoning: 'An internal source was refused on several ports or hosts, as one that looks for services is.',
      },
    ];
  }
  return [
    {
      technique: 'T1595',
      confidence: spread ? 'medium' : 'low',
      reasoning: spread
        ? 'Outside sources were refused on several ports or hosts.'
        : 'An outside source tried a refused port again and again.',
    },
  ];
}
