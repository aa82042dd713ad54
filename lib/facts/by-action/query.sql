-- One row is an action; `unknown` where the log does not carry one.
select
  coalesce(cast(action as varchar), 'unknown') as action,
  count(*) as flows,
  cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
  cast(coalesce(sum(volume_packets), 0) as bigint) as packets
from flow
group by coalesce(cast(action as varchar), 'unknown')
order by flows desc, action
