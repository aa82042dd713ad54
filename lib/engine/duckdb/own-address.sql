-- One row is an address that belongs to an interface although it looks external: IPv6, or a VPC with public ranges.
-- flow-direction says it outright; without it, the one address that stands in nearly every record of its interface is
-- its own. Two such addresses (one pair talking) decide nothing.
with outer_record as (
  select r.interface_id, r.srcaddr, r.dstaddr, r.flow_direction
  from record r
  join address s on s.id = r.srcaddr
  join address d on d.id = r.dstaddr
  where r.interface_id is not null and s.scope = 'external' and d.scope = 'external'
),
told as (
  select distinct case when flow_direction = 'egress' then srcaddr else dstaddr end as address
  from outer_record
  where flow_direction is not null
),
seen as (
  select interface_id, address, count(*) as records
  from (
    select interface_id, srcaddr as address from outer_record where flow_direction is null
    union all
    select interface_id, dstaddr as address from outer_record where flow_direction is null and dstaddr <> srcaddr
  ) as ends
  group by interface_id, address
),
size as (
  select interface_id, count(*) as records
  from outer_record
  where flow_direction is null
  group by interface_id
),
steady as (
  select seen.interface_id, min(seen.address) as address, count(*) as addresses
  from seen
  join size on size.interface_id = seen.interface_id
  where size.records >= 3 and seen.records >= size.records * 0.95
  group by seen.interface_id
)
select address from told
union
select address from steady where addresses = 1
