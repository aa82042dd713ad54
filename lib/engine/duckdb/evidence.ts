import type { EvidenceFilter } from '#lib/model/detection.ts';
import type { Parameter } from '../engine.ts';

export interface Query {
  sql: string;
  parameters: Record<string, Parameter>;
}

/** How many lines prove a candidate: the last, the largest, and then the first until there are ten. */
const shown = { all: 10, last: 3, largest: 3 };

/** A log of up to so many records: what a filter holds of it is fetched whole, which is quicker than having it sorted thrice. */
export const fetchedMax = 1_000;

/** The records that stand for all: the last three, the largest three and the first, ten in all, in the order they came. */
export function chooseEvidence<Row extends { start: number | null; bytes: number | null }>(
  rows: readonly Row[],
): Row[] {
  const sorted = (measure: (row: Row) => number) => [...rows].sort((a, b) => measure(a) - measure(b));
  const last = sorted(({ start }) => start ?? Number.NEGATIVE_INFINITY).slice(-shown.last);
  const largest = sorted(({ bytes }) => -(bytes ?? -1)).slice(0, shown.largest);
  const first = sorted(({ start }) => start ?? Number.POSITIVE_INFINITY);
  const chosen = new Set([...new Set([...last, ...largest, ...first])].slice(0, shown.all));
  return rows.filter((row) => chosen.has(row));
}

/** Of a filter with many records those that `chooseEvidence` would choose from, with the total. */
export function evidenceQuery(filter: EvidenceFilter): Query {
  const { sql, parameters } = matching(filter);
  const ends = (order: string, limit: number) =>
    `select source_id, line from (select source_id, line from matched order by ${order} limit ${limit})`;
  return {
    parameters,
    sql: `
with matched as materialized (${sql}),
kept as (
  ${ends('start_time desc nulls last, source_id desc, line desc', shown.last)}
  union
  ${ends('bytes desc nulls last, source_id, line', shown.largest)}
  union
  ${ends('start_time nulls last, source_id, line', shown.all)}
)
select ${columns}, (select count(*) from matched) as "total"
from matched m
join kept k on k.source_id = m.source_id and k.line = m.line
left join address s on s.id = m.srcaddr
left join address d on d.id = m.dstaddr
order by m.source_id, m.line`,
  };
}

/** One page of the records of a filter in the order of the input, each with the total. */
export function pageQuery(filter: EvidenceFilter, { offset, limit }: { offset: number; limit: number }): Query {
  const { sql, parameters } = matching(filter);
  return {
    parameters: { ...parameters, offset, limit },
    sql: `
with matched as (${sql})
select ${columns}, (select count(*) from matched) as "total"
from matched m
left join address s on s.id = m.srcaddr
left join address d on d.id = m.dstaddr
order by m.source_id, m.line
limit $limit offset $offset`,
  };
}

const columns = `
  m.source_id as "sourceId", m.line as "line", s.text as "srcaddr", d.text as "dstaddr", m.src_port as "srcport",
  m.dst_port as "dstport", m.protocol as "protocol", m.packets as "packets", m.bytes as "bytes",
  m.start_time as "start", m.end_time as "end", m.action as "action", m.tcp_flags as "tcpFlags"`;

/** The rows of a filter. Every value is bound; nothing of the filter becomes SQL. */
function matching(filter: EvidenceFilter): Query {
  const parameters: Record<string, Parameter> = {};
  if (filter.logStatus) {
    parameters.logStatus = filter.logStatus;
    return {
      parameters,
      sql: `select source_id, line, srcaddr, dstaddr, srcport as src_port, dstport as dst_port, protocol, packets, bytes,
        start_time, end_time, action, tcp_flags from record where log_status = $logStatus`,
    };
  }
  const terms: string[] = ['true'];
  const addresses = (column: string, name: string, list: readonly string[] | undefined) => {
    if (!list) return;
    parameters[name] = list;
    terms.push(`${column} in (select a.id from address a join (select unnest($${name}) as text) w on w.text = a.text)`);
  };
  const value = (term: string, name: string, bound: Parameter | undefined) => {
    if (bound === undefined) return;
    parameters[name] = bound;
    terms.push(term);
  };
  addresses('initiator', 'initiators', filter.initiators);
  addresses('responder', 'responders', filter.responders);
  addresses('src', 'sources', filter.sources);
  addresses('dst', 'destinations', filter.destinations);
  value('service_port in (select unnest($servicePorts))', 'servicePorts', filter.servicePorts);
  value('protocol = $protocol', 'protocol', filter.protocol);
  value('action = $action', 'action', filter.action);
  if (filter.side) terms.push(filter.side === 'reply' ? 'is_reply' : 'not is_reply');
  value('coalesce(end_time, start_time) >= $from', 'from', filter.from);
  value('start_time <= $to', 'to', filter.to);
  value('bytes > $bytesAbove', 'bytesAbove', filter.bytesAbove);
  return {
    parameters,
    sql: `select source_id, line, srcaddr, dstaddr, src_port, dst_port, protocol, packets, bytes, start_time, end_time,
      action, tcp_flags from flow where ${terms.join(' and ')}`,
  };
}
