-- One row is an internal address: the ports it answered on (something came back), to how many peers, the ports it used
-- elsewhere, and the interfaces and instances of which it is the most frequent internal address.
with side as (
  select
    responder as host,
    service_port,
    initiator as peer,
    initiator_scope as peer_scope,
    case when outcome = 'established' or (replies > 0 and outcome <> 'rejected' and outcome <> 'unanswered')
      then 'served' else 'unanswered' end as part
  from conversation
  where responder_scope = 'internal' and service_rule <> 'unknown'
  union all
  select initiator as host, service_port, responder as peer, responder_scope as peer_scope, 'used' as part
  from conversation
  where initiator_scope = 'internal' and accepted > 0 and service_rule <> 'unknown'
),
part_row as (
  select
    host,
    part,
    array_agg(distinct service_port order by service_port) as ports,
    count(distinct peer) as peers,
    count(distinct case when peer_scope = 'external' then peer end) as external_peers
  from side
  group by host, part
),
habit as (
  select
    host,
    max(case when part = 'served' then ports end) as served_ports,
    max(case when part = 'served' then peers end) as served_peers,
    max(case when part = 'served' then external_peers end) as served_external_peers,
    max(case when part = 'used' then ports end) as used_ports,
    max(case when part = 'used' then external_peers end) as used_external_peers,
    max(case when part = 'unanswered' then peers end) as unanswered_peers
  from part_row
  group by host
),
ends as (
  select src as address, interface_id, instance_id, 0 as translated from flow where src_scope = 'internal'
  union all
  select dst as address, interface_id, instance_id, 0 as translated from flow where dst_scope = 'internal'
  union all
  select srcaddr as address, interface_id, instance_id, 1 as translated
  from flow
  where srcaddr is not null and srcaddr <> src
),
presence as (
  select address, interface_id, instance_id, count(*) as records, sum(translated) as translated
  from ends
  group by address, interface_id, instance_id
),
placed as (
  select
    p.*,
    rank() over (partition by p.interface_id order by p.records desc) as place,
    count(*) over (partition by p.interface_id, p.records) as equals
  from presence p
),
known as (
  select
    address,
    cast(sum(records) as bigint) as records,
    cast(sum(translated) as bigint) as translated
  from presence
  group by address
)
select
  a.text as address,
  a.label as label,
  coalesce(h.served_ports, array[]) as "servedPorts",
  coalesce(h.served_peers, 0) as "servedPeers",
  coalesce(h.served_external_peers, 0) as "servedExternalPeers",
  coalesce(h.used_ports, array[]) as "usedPorts",
  coalesce(h.used_external_peers, 0) as "usedExternalPeers",
  coalesce(h.unanswered_peers, 0) as "unansweredPeers",
  k.translated as translated,
  coalesce(
    array_agg(distinct i.text order by i.text) filter (where i.text is not null and p.place = 1 and p.equals = 1),
    array[]
  ) as interfaces,
  coalesce(
    array_agg(distinct n.text order by n.text) filter (where n.text is not null and p.place = 1 and p.equals = 1),
    array[]
  ) as instances
from known k
join address a on a.id = k.address
join placed p on p.address = k.address
left join habit h on h.host = k.address
left join term i on i.id = p.interface_id
left join term n on n.id = p.instance_id
where a.scope = 'internal' or k.translated > 0
group by a.text, a.label, h.served_ports, h.served_peers, h.served_external_peers, h.used_ports,
  h.used_external_peers, h.unanswered_peers, k.translated, k.records
order by k.records desc, a.text
limit $rows
