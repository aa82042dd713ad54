-- One row is an IP protocol by its number; -1 where the log does not carry one.
select
  coalesce(protocol, -1) as number,
  count(*) as flows,
  cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
  cast(coalesce(sum(volume_packets), 0) as bigint) as packets
from flow
group by coalesce(protocol, -1)
order by flows desc, number
