-- large-flow: one row is the single records above the threshold that one internal host sent to one outside host on one
-- service port. Copies of the same traffic from a second interface are left out.
with large as (
  select
    f.src,
    f.dst,
    f.service_port,
    f.protocol,
    f.is_reply,
    f.service_rule,
    f.bytes,
    f.packets,
    f.start_time,
    coalesce(f.end_time, f.start_time) as end_time,
    s.text as aws_service
  from flow f
  join record r on r.source_id = f.source_id and r.line = f.line
  left join term s on s.id = r.pkt_dst_aws_service
  where f.direction = 'outbound'
    and f.src_scope = 'internal'
    -- A layout without the action says nothing against the transfer.
    and (f.action is null or f.action = 'ACCEPT')
    and not f.is_copy
    and f.bytes > $bytesAbove
),
total as (
  select
    src,
    dst,
    service_port,
    protocol,
    is_reply,
    count(*) as records,
    max(bytes) as largest,
    cast(sum(bytes) as bigint) as bytes,
    max(bytes / nullif(end_time - start_time, 0)) as bytes_per_second,
    bool_or(service_rule = 'unknown') as is_guessed,
    min(start_time) as first_seen,
    max(end_time) as last_seen,
    case when count(aws_service) = count(*) and min(aws_service) = max(aws_service) then min(aws_service) end as aws_service
  from large
  group by src, dst, service_port, protocol, is_reply
)
select
  s.text as "actor",
  d.text as "target",
  coalesce(t.service_port, 0) as "port",
  t.protocol as "protocol",
  t.is_reply as "served",
  t.is_guessed as "guessed",
  coalesce(t.service_port > 0, false)
    and not (t.service_port in (select u.port from unnest($usualPorts) as u(port))) as "odd",
  coalesce(t.service_port in (select c.port from unnest($cleartextPorts) as c(port)), false) as "cleartext",
  t.records as "records",
  t.largest as "largest",
  t.bytes as "bytes",
  t.bytes_per_second as "bytesPerSecond",
  coalesce(t.bytes_per_second > $bytesPerSecondAbove, false) as "tooFast",
  t.aws_service as "awsService",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join address s on s.id = t.src
join address d on d.id = t.dst
order by t.largest desc, t.bytes desc, s.text, d.text, t.service_port, t.protocol, t.is_reply
limit $rowsListed
