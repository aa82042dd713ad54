-- flow: one row is one data record with the ends of the traffic, its direction, who opened the conversation, and the
-- bytes that count for volume (0 where another interface recorded the same traffic with as many bytes or more).
create table flow as
select
  r.source_id,
  r.line,
  r.interface_id,
  r.account_id,
  r.instance_id,
  r.srcaddr,
  r.dstaddr,
  r.src,
  r.dst,
  s.scope as src_scope,
  d.scope as dst_scope,
  r.src_port,
  r.dst_port,
  r.protocol,
  r.packets,
  r.bytes,
  case when c.line is null then r.packets else 0 end as volume_packets,
  case when c.line is null then r.bytes else 0 end as volume_bytes,
  c.line is not null as is_copy,
  r.start_time,
  r.end_time,
  r.action,
  r.tcp_flags,
  r.flow_direction,
  cast(case
    when s.scope <> 'external' and d.scope <> 'external' then 'internal'
    when s.scope <> 'external' then 'outbound'
    when d.scope <> 'external' then 'inbound'
    when r.flow_direction = 'egress' then 'outbound'
    when r.flow_direction = 'ingress' then 'inbound'
    else 'external'
  end as flow_side) as direction,
  cast(case
    when s.scope <> 'external' or d.scope <> 'external' then 'addresses'
    when r.flow_direction is not null then 'flow-direction'
    else 'addresses'
  end as direction_word) as direction_rule,
  cast(t.service_rule as service_word) as service_rule,
  t.a_is_service = k.forward as is_reply,
  case when t.a_is_service = k.forward then r.dst else r.src end as initiator,
  case when t.a_is_service = k.forward then r.src else r.dst end as responder,
  case when t.a_is_service = k.forward then d.scope else s.scope end as initiator_scope,
  case when t.a_is_service = k.forward then s.scope else d.scope end as responder_scope,
  case when t.a_is_service = k.forward then r.dst_port else r.src_port end as initiator_port,
  case when t.a_is_service = k.forward then r.src_port else r.dst_port end as service_port
from data_record r
cross join lateral (
  select (r.src < r.dst or (r.src = r.dst and coalesce(r.src_port, -1) <= coalesce(r.dst_port, -1))) as forward
) as k
join tuple t
  on t.a = case when k.forward then r.src else r.dst end
  and t.b = case when k.forward then r.dst else r.src end
  and t.a_port = coalesce(case when k.forward then r.src_port else r.dst_port end, -1)
  and t.b_port = coalesce(case when k.forward then r.dst_port else r.src_port end, -1)
  and t.protocol = coalesce(r.protocol, -1)
join address s on s.id = r.src
join address d on d.id = r.dst
left join copy_record c on c.source_id = r.source_id and c.line = r.line
