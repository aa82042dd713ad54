/** How a value is written and stored. */
export type FieldKind = 'small' | 'wide' | 'epoch' | 'address' | 'term' | 'action' | 'log-status' | 'flow-direction';

export interface Field {
  /** As AWS writes it in headers and documentation. */
  name: string;
  /** Version of the flow log format that brought it. */
  version: number;
  kind: FieldKind;
  /** Largest value of a `small` field. */
  max: number;
  /** Name of the column in `record`; `start` and `end` get a suffix because `end` is a reserved word of SQL. */
  column: string;
}

const small = (name: string, version: number, max: number): Field => field(name, version, 'small', max);
const wide = (name: string, version: number): Field => field(name, version, 'wide', Number.MAX_SAFE_INTEGER);
const term = (name: string, version: number): Field => field(name, version, 'term', 0);

function field(name: string, version: number, kind: FieldKind, max: number): Field {
  const column = name === 'start' || name === 'end' ? `${name}_time` : name.replaceAll('-', '_');
  return { name, version, kind, max, column };
}

/** Every field of versions 2 to 11, in the order of the AWS documentation (which is the order of «all fields» logs). */
export const fields: readonly Field[] = [
  small('version', 2, 255),
  term('account-id', 2),
  term('interface-id', 2),
  field('srcaddr', 2, 'address', 0),
  field('dstaddr', 2, 'address', 0),
  small('srcport', 2, 65535),
  small('dstport', 2, 65535),
  small('protocol', 2, 255),
  wide('packets', 2),
  wide('bytes', 2),
  field('start', 2, 'epoch', 0),
  field('end', 2, 'epoch', 0),
  field('action', 2, 'action', 0),
  field('log-status', 2, 'log-status', 0),
  term('vpc-id', 3),
  term('subnet-id', 3),
  term('instance-id', 3),
  small('tcp-flags', 3, 255),
  term('type', 3),
  field('pkt-srcaddr', 3, 'address', 0),
  field('pkt-dstaddr', 3, 'address', 0),
  term('region', 4),
  term('az-id', 4),
  term('sublocation-type', 4),
  term('sublocation-id', 4),
  term('pkt-src-aws-service', 5),
  term('pkt-dst-aws-service', 5),
  field('flow-direction', 5, 'flow-direction', 0),
  small('traffic-path', 5, 255),
  term('ecs-cluster-arn', 7),
  term('ecs-cluster-name', 7),
  term('ecs-container-instance-arn', 7),
  term('ecs-container-instance-id', 7),
  term('ecs-container-id', 7),
  term('ecs-second-container-id', 7),
  term('ecs-service-name', 7),
  term('ecs-task-definition-arn', 7),
  term('ecs-task-arn', 7),
  term('ecs-task-id', 7),
  term('reject-reason', 8),
  term('resource-id', 9),
  small('encryption-status', 10, 255),
  term('instance-tag', 11),
  term('instance-tag-2', 11),
  term('interface-tag', 11),
  term('interface-tag-2', 11),
  term('asg-tag', 11),
  term('asg-tag-2', 11),
  term('interface-type', 11),
  term('next-hop-interface-id', 11),
  term('next-hop-subnet-id', 11),
  term('next-hop-az-id', 11),
  term('next-hop-vpc-id', 11),
  term('next-hop-interface-type', 11),
];

const byName = new Map(fields.map((entry) => [entry.name, entry]));

/** The field of a name in any of its spellings: `tcp-flags`, `tcp_flags`, `${tcp-flags}`, upper case; null when there is none. */
export function fieldNamed(name: string): Field | null {
  const bare = name
    .replace(/^\$\{(.*)\}$/, '$1')
    .replaceAll('_', '-')
    .toLowerCase();
  return byName.get(bare) ?? null;
}

/** The words of the enumerated kinds, in the order of their codes. */
export const words = {
  action: ['ACCEPT', 'REJECT'],
  'log-status': ['OK', 'NODATA', 'SKIPDATA'],
  'flow-direction': ['ingress', 'egress'],
} as const;
