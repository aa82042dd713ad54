-- copy_record: one row is a record of traffic that another interface recorded as well: same 5-tuple, same action,
-- overlapping times. The interface that saw more bytes is the one that counts for volume; both stay as evidence.
create table copy_record as
with twice as (
  select src, dst, src_port, dst_port, protocol, action
  from data_record
  where interface_id is not null
  group by src, dst, src_port, dst_port, protocol, action
  having min(interface_id) <> max(interface_id)
),
shared as (
  select r.source_id, r.line, r.interface_id, r.src, r.dst, r.src_port, r.dst_port, r.protocol, r.action, r.bytes,
    r.start_time, r.end_time
  from data_record r
  join twice t
    on t.src = r.src and t.dst = r.dst
    and t.src_port is not distinct from r.src_port
    and t.dst_port is not distinct from r.dst_port
    and t.protocol is not distinct from r.protocol
    and t.action is not distinct from r.action
),
weight as (
  select src, dst, src_port, dst_port, protocol, action, interface_id, sum(bytes) as bytes, min(line) as line
  from shared
  group by src, dst, src_port, dst_port, protocol, action, interface_id
),
ranked as (
  select *, row_number() over (
    partition by src, dst, src_port, dst_port, protocol, action
    order by bytes desc nulls last, line, interface_id
  ) as place
  from weight
)
select distinct c.source_id, c.line
from shared c
join ranked k
  on k.place = 1
  and k.src = c.src and k.dst = c.dst
  and k.src_port is not distinct from c.src_port
  and k.dst_port is not distinct from c.dst_port
  and k.protocol is not distinct from c.protocol
  and k.action is not distinct from c.action
  and k.interface_id <> c.interface_id
join shared s
  on s.interface_id = k.interface_id
  and s.src = c.src and s.dst = c.dst
  and s.src_port is not distinct from c.src_port
  and s.dst_port is not distinct from c.dst_port
  and s.protocol is not distinct from c.protocol
  and s.action is not distinct from c.action
  and (
    s.start_time is null or c.start_time is null
    or (s.start_time <= coalesce(c.end_time, c.start_time) and coalesce(s.end_time, s.start_time) >= c.start_time)
  )
