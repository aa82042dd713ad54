-- One row is a direction, seen from the internal addresses.
select
  cast(direction as varchar) as direction,
  count(*) as flows,
  cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
  cast(coalesce(sum(volume_packets), 0) as bigint) as packets
from flow
group by direction
order by flows desc, direction
