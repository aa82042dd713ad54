-- The one row is the whole log: its flows, its volume without second copies, and its first and last moment.
select
  count(*) as flows,
  cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
  cast(coalesce(sum(volume_packets), 0) as bigint) as packets,
  count(*) filter (where action = 'ACCEPT') as accepted,
  count(*) filter (where action = 'REJECT') as rejected,
  min(start_time) as start,
  max(coalesce(end_time, start_time)) as "end"
from flow
