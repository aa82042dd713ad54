-- coverage-gap: one row is one way in which the log may not show everything: `kind` is skipped, silent, one-action or
-- one-way.
with cell as (
  -- One cell is one interface in one aggregation interval in which it has a record of any status.
  select
    interface_id,
    start_time / $aggregationSeconds as place,
    bool_or(log_status = 'SKIPDATA') as is_skipped
  from record
  where interface_id is not null
    and start_time is not null
  group by interface_id, start_time / $aggregationSeconds
),
skipped as (
  select
    count(*) as records,
    count(distinct interface_id) as interfaces,
    min(start_time) as first_seen,
    max(coalesce(end_time, start_time)) as last_seen
  from record
  where log_status = 'SKIPDATA'
),
share as (
  select count(*) as cells, count(*) filter (where is_skipped) as skipped_cells
  from cell
),
spaced as (
  select
    interface_id,
    place,
    place - lag(place) over (partition by interface_id order by place) as distance,
    count(*) over (partition by interface_id) as active
  from cell
),
-- An interface that reports interval after interval and then is silent has lost records; one that seldom reports has not.
-- Silence that AWS noticed is a NODATA record, and such a record fills its cell.
silence as (
  select interface_id, max(distance) - 1 as intervals
  from spaced
  where active >= $activeIntervalsMin
  group by interface_id
  having max(distance) > $silentIntervalsMin
    and count(*) filter (where distance > 1) * 100 <= max(active) * $gapPercentMax
),
silent as (
  select count(*) as interfaces, max(intervals) as intervals
  from silence
),
acted as (
  select
    count(*) as records,
    count(*) filter (where action = 'ACCEPT') as accepted,
    count(*) filter (where action = 'REJECT') as rejected,
    min(start_time) as first_seen,
    max(coalesce(end_time, start_time)) as last_seen
  from flow
),
answered as (
  select
    count(*) as conversations,
    count(*) filter (where replies = 0) as one_way,
    cast(coalesce(sum(requests), 0) as bigint) as records,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from conversation
  where protocol = 6
    and accepted > 0
    and rejected = 0
    and request_packets > $retryPacketsMax
),
gap as (
  select
    'skipped' as kind,
    records,
    interfaces,
    skipped_cells as part,
    cells as whole,
    0 as intervals,
    coalesce(cells >= $cellsMin and skipped_cells * 100 > cells * $skippedPercentAbove, false) as is_wide,
    first_seen,
    last_seen
  from skipped
  cross join share
  where records > 0
  union all
  select 'silent', 0, interfaces, 0, 0, intervals, false, null, null
  from silent
  where interfaces > 0
  union all
  select
    'one-action',
    records,
    0,
    accepted,
    records,
    0,
    false,
    first_seen,
    last_seen
  from acted
  where records >= $oneActionFlowsMin
    and (accepted = records or rejected = records)
  union all
  select 'one-way', records, 0, one_way, conversations, 0, false, first_seen, last_seen
  from answered
  where conversations >= $conversationsMin
    and one_way * 100 > conversations * $oneWayPercentAbove
)
select
  kind as "kind",
  records as "records",
  interfaces as "interfaces",
  part as "part",
  whole as "whole",
  intervals as "intervals",
  is_wide as "wide",
  first_seen as "firstSeen",
  last_seen as "lastSeen",
  count(*) over () as "found"
from gap
order by is_wide desc, kind
limit $rowsListed
