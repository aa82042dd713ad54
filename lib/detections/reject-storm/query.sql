-- reject-storm: one row is one source with everything that was refused to it. In a large log the outside sources that
-- were only ever refused, below the loud threshold, stand together in one row: `sources` says how many they are.
with refusal as (
  select initiator, responder, protocol, service_port, rejected, request_bytes, first_seen, last_seen
  from conversation
  -- Only what the opening side sent counts: a refused reply is no attempt of the service. Refusals within a conversation
  -- that was answered are packets that came too late.
  where rejected > 0
    and outcome <> 'established'
    and initiator <> responder
    and initiator_scope <> 'special'
    and responder_scope <> 'special'
),
pair as (
  select initiator, responder, cast(sum(rejected) as bigint) as rejects, min(first_seen) as first_seen
  from refusal
  group by initiator, responder
),
storm as (
  select initiator, max(rejects) as pair_rejects, min(first_seen) as origin
  from pair
  group by initiator
  having max(rejects) > $rejectsPerPairAbove or sum(rejects) > $rejectsPerSourceAbove
),
placed as (
  select r.*, (r.first_seen - s.origin) / $windowSeconds as slot
  from refusal r
  join storm s on s.initiator = r.initiator
),
in_window as (
  select initiator, slot, cast(sum(rejected) as bigint) as rejects
  from placed
  group by initiator, slot
),
busiest as (
  select initiator, max(rejects) as rejects
  from in_window
  group by initiator
),
-- Pairs that had talked before the first refusal: a rule changed, or what talked turned hostile.
earlier as (
  select c.initiator, count(distinct c.responder) as hosts
  from conversation c
  join storm s on s.initiator = c.initiator
  join pair p on p.initiator = c.initiator and p.responder = c.responder
  where c.accepted > 0
    and c.rejected = 0
    and c.first_seen < p.first_seen
  group by c.initiator
),
total as (
  select
    initiator,
    count(distinct responder) as hosts,
    count(distinct case when service_port > 0 then service_port end) as distinct_ports,
    cast(sum(rejected) as bigint) as rejects,
    cast(sum(request_bytes) as bigint) as bytes,
    min(protocol) as lowest_protocol,
    max(protocol) as highest_protocol,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from placed
  group by initiator
),
source as (
  select
    t.*,
    a.text as actor,
    a.scope as scope,
    s.pair_rejects,
    b.rejects as window_rejects,
    coalesce(e.hosts, 0) as earlier_hosts,
    $largeLog and a.scope = 'external' and e.hosts is null and b.rejects < $loudRejectsMin as is_noise
  from total t
  join storm s on s.initiator = t.initiator
  join busiest b on b.initiator = t.initiator
  join address a on a.id = t.initiator
  left join earlier e on e.initiator = t.initiator
),
host_list as (
  select initiator, array_agg(text order by place) as hosts
  from (
    select
      p.initiator,
      a.text,
      row_number() over (partition by p.initiator order by p.rejects desc, a.text) as place
    from pair p
    join storm s on s.initiator = p.initiator
    join address a on a.id = p.responder
  ) as ranked
  where place <= $hostsListed
  group by initiator
),
port_list as (
  select initiator, array_agg(service_port order by service_port) as ports
  from (
    select
      initiator,
      service_port,
      row_number() over (partition by initiator order by sum(rejected) desc, service_port) as place
    from placed
    where service_port > 0
    group by initiator, service_port
  ) as ranked
  where place <= $portsListed
  group by initiator
),
noise_host as (
  select text, place, hosts
  from (
    select
      a.text,
      row_number() over (order by sum(p.rejects) desc, a.text) as place,
      count(*) over () as hosts
    from pair p
    join source n on n.initiator = p.initiator
    join address a on a.id = p.responder
    where n.is_noise
    group by a.text
  ) as ranked
  where place <= $hostsListed
),
noise_port as (
  select service_port, place, ports
  from (
    select
      p.service_port,
      row_number() over (order by sum(p.rejected) desc, p.service_port) as place,
      count(*) over () as ports
    from placed p
    join source n on n.initiator = p.initiator
    where n.is_noise and p.service_port > 0
    group by p.service_port
  ) as ranked
  where place <= $portsListed
),
noise_source as (
  select s.*, row_number() over (order by s.rejects desc, s.actor) as place
  from source s
  where s.is_noise
),
finding as (
  select
    cast(1 as bigint) as sources,
    array[s.actor] as actors,
    s.scope = 'internal' as internal,
    l.hosts as targets,
    s.hosts,
    p.ports,
    s.distinct_ports,
    s.rejects,
    s.pair_rejects,
    s.window_rejects,
    s.earlier_hosts,
    s.lowest_protocol,
    s.highest_protocol,
    s.bytes,
    s.first_seen,
    s.last_seen
  from source s
  join host_list l on l.initiator = s.initiator
  left join port_list p on p.initiator = s.initiator
  where not s.is_noise
  union all
  select
    count(*),
    array_agg(n.actor order by n.place) filter (where n.place <= $hostsListed),
    false,
    (select array_agg(text order by place) from noise_host),
    (select max(hosts) from noise_host),
    (select array_agg(service_port order by service_port) from noise_port),
    coalesce((select max(ports) from noise_port), 0),
    cast(sum(n.rejects) as bigint),
    max(n.pair_rejects),
    max(n.window_rejects),
    0,
    min(n.lowest_protocol),
    max(n.highest_protocol),
    cast(sum(n.bytes) as bigint),
    min(n.first_seen),
    max(n.last_seen)
  from noise_source n
  having count(*) > 0
)
select
  sources as "sources",
  actors as "actors",
  internal as "internal",
  targets as "targets",
  hosts as "hosts",
  coalesce(ports, array[]) as "ports",
  distinct_ports as "distinctPorts",
  rejects as "rejects",
  pair_rejects as "pairRejects",
  window_rejects as "windowRejects",
  earlier_hosts as "earlierHosts",
  window_rejects >= $loudRejectsMin as "loud",
  case when lowest_protocol = highest_protocol then lowest_protocol end as "protocol",
  bytes as "bytes",
  first_seen as "firstSeen",
  last_seen as "lastSeen",
  count(*) over () as "found"
from finding
order by internal desc, earlier_hosts > 0 desc, rejects desc, actors[1]
limit $rowsListed
