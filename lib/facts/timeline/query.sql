-- One row is a stretch of $bucketSeconds seconds in which at least one record starts.
select
  start_time - start_time % $bucketSeconds as start,
  count(*) as flows,
  count(*) filter (where action = 'ACCEPT') as accepted,
  count(*) filter (where action = 'REJECT') as rejected,
  cast(coalesce(sum(case when direction = 'inbound' then volume_bytes end), 0) as bigint) as "bytesIn",
  cast(coalesce(sum(case when direction = 'outbound' then volume_bytes end), 0) as bigint) as "bytesOut"
from flow
where start_time is not null
group by start_time - start_time % $bucketSeconds
order by start
