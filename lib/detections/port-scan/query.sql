-- port-scan: one row is one source with the hosts on which it tried many ports. In a large log the outside sources that
-- were refused everywhere, below the loud threshold, stand together in one row: `sources` says how many they are.
with attempt as (
  select
    initiator,
    responder,
    protocol,
    service_port,
    requests,
    request_bytes,
    first_seen,
    last_seen,
    rejected > 0 and outcome <> 'established' as refused
  from conversation
  where requests > 0
    and service_port > 0
    and initiator <> responder
    and initiator_scope <> 'special'
    and responder_scope <> 'special'
    and (request_packets <= $packetsMax or (rejected > 0 and outcome <> 'established'))
),
-- Counting records first keeps the pairs small that ports are told apart for.
pair as (
  select initiator, responder, min(first_seen) as origin
  from attempt
  group by initiator, responder
  having count(*) >= $distinctPortsMin or count(*) >= $sensitivePortsMin
),
placed as (
  select
    a.*,
    (a.first_seen - p.origin) / $windowSeconds as slot,
    (a.first_seen - p.origin) / $burstWindowSeconds as burst,
    case
      when a.service_port in (select s.port from unnest($sensitivePorts) as s(port)) then a.service_port
    end as sensitive_port
  from attempt a
  join pair p on p.initiator = a.initiator and p.responder = a.responder
),
in_window as (
  select initiator, responder, slot, count(distinct service_port) as ports, count(distinct sensitive_port) as sensitive
  from placed
  group by initiator, responder, slot
),
in_burst as (
  select initiator, responder, burst, count(distinct service_port) as ports
  from placed
  group by initiator, responder, burst
),
host as (
  select initiator, responder, max(ports) as window_ports
  from in_window
  group by initiator, responder
  having max(ports) >= $distinctPortsMin or max(sensitive) >= $sensitivePortsMin
),
tried as (
  select p.initiator, p.responder, p.service_port, min(p.first_seen) as first_seen, bool_or(not p.refused) as accepted
  from placed p
  join host h on h.initiator = p.initiator and h.responder = p.responder
  group by p.initiator, p.responder, p.service_port
),
total as (
  select
    p.initiator,
    count(distinct p.responder) as hosts,
    count(distinct p.service_port) as ports,
    count(*) as attempts,
    count(*) filter (where p.refused) as refused,
    cast(sum(p.requests) as bigint) as flows,
    cast(sum(p.request_bytes) as bigint) as bytes,
    min(p.protocol) as lowest_protocol,
    max(p.protocol) as highest_protocol,
    min(p.first_seen) as first_seen,
    max(p.last_seen) as last_seen
  from placed p
  join host h on h.initiator = p.initiator and h.responder = p.responder
  group by p.initiator
),
widest as (
  select h.initiator, max(h.window_ports) as window_ports, max(b.ports) as burst_ports
  from host h
  join in_burst b on b.initiator = h.initiator and b.responder = h.responder
  group by h.initiator
),
-- Numbers that follow each other share their distance to their place in the sorted list.
run as (
  select initiator, max(ports) as longest
  from (
    select initiator, responder, island, count(*) as ports
    from (
      select
        initiator,
        responder,
        service_port - row_number() over (partition by initiator, responder order by service_port) as island
      from tried
    ) as numbered
    group by initiator, responder, island
  ) as islands
  group by initiator
),
climb as (
  select initiator, count(*) filter (where service_port = previous + 1) as upward, count(*) as steps
  from (
    select
      initiator,
      service_port,
      lag(service_port) over (partition by initiator, responder order by first_seen, service_port) as previous
    from tried
  ) as ordered
  where previous is not null
  group by initiator
),
-- A sensitive port of a scanned host that did talk to the source, whatever the size of that session.
opened as (
  select c.initiator, array_agg(distinct c.service_port order by c.service_port) as ports
  from conversation c
  join host h on h.initiator = c.initiator and h.responder = c.responder
  where c.outcome = 'established'
    and c.service_port in (select s.port from unnest($sensitivePorts) as s(port))
  group by c.initiator
),
source as (
  select
    t.*,
    a.text as actor,
    a.scope as scope,
    w.window_ports,
    w.burst_ports,
    r.longest,
    c.upward,
    c.steps,
    o.ports as open_ports,
    $largeLog and a.scope = 'external' and t.refused = t.attempts and o.ports is null
      and t.ports < $loudPortsMin as is_noise
  from total t
  join address a on a.id = t.initiator
  join widest w on w.initiator = t.initiator
  join run r on r.initiator = t.initiator
  left join climb c on c.initiator = t.initiator
  left join opened o on o.initiator = t.initiator
),
host_list as (
  select initiator, array_agg(text order by place) as hosts
  from (
    select
      h.initiator,
      a.text,
      row_number() over (partition by h.initiator order by h.window_ports desc, a.text) as place
    from host h
    join address a on a.id = h.responder
  ) as ranked
  where place <= $hostsListed
  group by initiator
),
port_list as (
  select
    initiator,
    array_agg(service_port order by service_port) as ports,
    array_agg(service_port order by service_port) filter (where accepted) as accepted_ports
  from (
    select
      initiator,
      service_port,
      bool_or(accepted) as accepted,
      row_number() over (partition by initiator order by bool_or(accepted) desc, service_port) as place
    from tried
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
      row_number() over (order by count(*) desc, a.text) as place,
      count(*) over () as hosts
    from host h
    join source s on s.initiator = h.initiator
    join address a on a.id = h.responder
    where s.is_noise
    group by a.text
  ) as ranked
  where place <= $hostsListed
),
noise_source as (
  select s.*, row_number() over (order by s.flows desc, s.actor) as place
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
    p.ports as ports,
    p.accepted_ports,
    s.open_ports,
    s.ports as distinct_ports,
    s.window_ports,
    s.burst_ports,
    s.attempts,
    s.refused,
    s.longest,
    s.upward,
    s.steps,
    s.lowest_protocol,
    s.highest_protocol,
    s.flows,
    s.bytes,
    s.first_seen,
    s.last_seen
  from source s
  join host_list l on l.initiator = s.initiator
  join port_list p on p.initiator = s.initiator
  where not s.is_noise
  union all
  select
    count(*),
    array_agg(n.actor order by n.place) filter (where n.place <= $hostsListed),
    false,
    (select array_agg(text order by place) from noise_host),
    (select max(hosts) from noise_host),
    null,
    null,
    null,
    max(n.ports),
    max(n.window_ports),
    max(n.burst_ports),
    cast(sum(n.attempts) as bigint),
    cast(sum(n.refused) as bigint),
    max(n.longest),
    null,
    null,
    min(n.lowest_protocol),
    max(n.highest_protocol),
    cast(sum(n.flows) as bigint),
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
  coalesce(accepted_ports, array[]) as "acceptedPorts",
  coalesce(open_ports, array[]) as "openPorts",
  distinct_ports as "distinctPorts",
  window_ports as "windowPorts",
  burst_ports as "burstPorts",
  attempts as "attempts",
  refused as "refused",
  longest as "longestRun",
  coalesce(upward * 100 / nullif(steps, 0), 0) as "upwardPercent",
  sequential as "sequential",
  distinct_ports >= $loudPortsMin as "loud",
  case
    when burst_ports >= $burstPortsHighMin then 'high'
    when sequential and refused * 100 >= attempts * $refusedPercentMin then 'high'
    when burst_ports >= $burstPortsMediumMin or refused * 100 >= attempts * $refusedPercentMin then 'medium'
    else 'low'
  end as "strength",
  case when lowest_protocol = highest_protocol then lowest_protocol end as "protocol",
  flows as "flows",
  bytes as "bytes",
  first_seen as "firstSeen",
  last_seen as "lastSeen",
  count(*) over () as "found"
from (
  select *, longest >= $sequentialRunMin or coalesce(upward * 100 >= steps * $sequentialPercentMin, false) as sequential
  from finding
) as measured
order by internal desc, open_ports is not null desc, refused < attempts desc, burst_ports desc, distinct_ports desc, actors[1]
limit $rowsListed
