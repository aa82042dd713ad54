-- One row is an address that sent, with how often, how much, and which way its traffic went.
-- Addresses that never cross the internet and belong to no host (multicast, link-local) count as internal.
select
  a.text as address,
  case when a.scope = 'external' then 'external' else 'internal' end as scope,
  a.label as label,
  t.flows as flows,
  t.bytes as bytes,
  t.rejected as rejected,
  case when t.one_way = t.other_way then t.one_way else 'mixed' end as direction
from (
  select
    src,
    count(*) as flows,
    cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
    count(*) filter (where action = 'REJECT') as rejected,
    cast(min(direction) as varchar) as one_way,
    cast(max(direction) as varchar) as other_way
  from flow
  group by src
) t
join address a on a.id = t.src
order by t.flows desc, t.bytes desc, a.text
limit $rows
