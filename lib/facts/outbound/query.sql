-- One row is an internal sender, an external receiver and a service port, with what was accepted on its way out.
-- `initiator` tells who opened the conversation: `destination` is a service of ours answering, `source` a host of ours calling.
select
  s.text as source,
  d.text as destination,
  t.port as port,
  t.protocol as protocol,
  t.bytes as bytes,
  t.largest as "largestFlowBytes",
  t.flows as flows,
  case t.opened when 0 then 'source' when 1 then 'destination' else 'unknown' end as initiator
from (
  select
    src,
    dst,
    coalesce(service_port, 0) as port,
    protocol,
    case when service_rule = 'unknown' then 2 when is_reply then 1 else 0 end as opened,
    count(*) as flows,
    cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
    coalesce(max(bytes), 0) as largest
  from flow
  where direction = 'outbound' and (action is null or action = 'ACCEPT')
  group by
    src,
    dst,
    coalesce(service_port, 0),
    protocol,
    case when service_rule = 'unknown' then 2 when is_reply then 1 else 0 end
) t
join address s on s.id = t.src
join address d on d.id = t.dst
order by t.bytes desc, t.flows desc, s.text, d.text, t.port, t.protocol, t.opened
limit $rows
