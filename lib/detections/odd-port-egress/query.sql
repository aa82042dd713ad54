-- odd-port-egress: one row is one internal host, one outside host and one port there outside the usual ones, with
-- everything that was sent in conversations which the internal host opened. Copies of the same traffic carry no volume.
with sent as (
  select
    src,
    dst,
    protocol,
    service_port,
    count(*) as flows,
    cast(sum(volume_bytes) as bigint) as bytes,
    cast(sum(volume_packets) as bigint) as packets,
    max(bytes) as largest,
    count(distinct src_port) as conversations,
    cast(sum(case when service_rule = 'unknown' then volume_bytes else 0 end) as bigint) as guessed_bytes,
    bool_or(service_rule = 'flags') as by_flags,
    min(start_time) as first_seen,
    max(coalesce(end_time, start_time)) as last_seen
  from flow
  where direction = 'outbound'
    and src_scope = 'internal'
    and not is_reply
    and protocol in (6, 17)
    and service_port > 0
    -- A layout without the action says nothing against the transfer.
    and (action is null or action = 'ACCEPT')
    and not (service_port in (select u.port from unnest($usualPorts) as u(port)))
  group by src, dst, protocol, service_port
  having sum(volume_bytes) >= $bytesMin or sum(volume_packets) >= $packetsMin
)
select
  a.text as "actor",
  d.text as "target",
  s.service_port as "port",
  s.protocol as "protocol",
  s.flows as "flows",
  s.bytes as "bytes",
  s.packets as "packets",
  s.largest as "largest",
  s.conversations as "conversations",
  case
    when s.bytes >= $bytesCriticalMin then 'critical'
    when s.bytes >= $bytesHighMin then 'high'
    else 'medium'
  end as "severity",
  s.guessed_bytes > s.bytes - s.guessed_bytes as "guessed",
  s.by_flags as "byFlags",
  s.first_seen as "firstSeen",
  s.last_seen as "lastSeen",
  count(*) over () as "found"
from sent s
join address a on a.id = s.src
join address d on d.id = s.dst
order by s.bytes desc, s.packets desc, a.text, d.text, s.service_port, s.protocol
limit $rowsListed
