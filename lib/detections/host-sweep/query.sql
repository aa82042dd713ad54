-- host-sweep: one row is one source with the hosts it contacted on the same port, most of them in vain. In a large log
-- the outside sources that were refused everywhere, below the loud threshold, stand together in one row: `sources` says
-- how many they are.
with contact as (
  select
    initiator,
    responder,
    responder_scope,
    protocol,
    coalesce(service_port, 0) as port,
    coalesce(service_port in (select d.port from unnest($adminPorts) as d(port)), false) as is_admin,
    requests,
    request_bytes,
    first_seen,
    last_seen,
    outcome,
    rejected > 0 and outcome <> 'established' as refused,
    (rejected > 0 and outcome <> 'established')
      or (request_packets <= $packetsMax and (protocol <> 17 or replies = 0)) as in_vain
  from conversation
  where requests > 0
    and (service_port > 0 or protocol in (1, 58))
    and initiator <> responder
    and initiator_scope <> 'special'
    and responder_scope <> 'special'
    -- A name or a time is asked of many servers in one packet each: that is how these services work.
    and not (
      protocol = 17
      and rejected = 0
      and service_port in (select l.port from unnest($lookupPorts) as l(port))
    )
),
candidate as (
  select initiator, protocol, port, min(first_seen) as origin
  from contact
  group by initiator, protocol, port
  having count(*) >= $hostsMin
    and (count(*) filter (where in_vain) * 100 >= count(*) * $inVainPercentMin or bool_or(is_admin))
),
placed as (
  select
    c.*,
    (c.first_seen - k.origin) / $windowSeconds as slot,
    (c.first_seen - k.origin) / $burstWindowSeconds as burst
  from contact c
  join candidate k on k.initiator = c.initiator and k.protocol = c.protocol and k.port = c.port
),
in_window as (
  select initiator, protocol, port, slot, count(distinct responder) as hosts
  from placed
  group by initiator, protocol, port, slot
),
in_burst as (
  select initiator, protocol, port, burst, count(distinct responder) as hosts
  from placed
  group by initiator, protocol, port, burst
),
sweep as (
  select initiator, protocol, port, max(hosts) as window_hosts
  from in_window
  group by initiator, protocol, port
  having max(hosts) >= $hostsMin
),
swept as (
  select p.*
  from placed p
  join sweep s on s.initiator = p.initiator and s.protocol = p.protocol and s.port = p.port
),
widest as (
  select s.initiator, max(s.window_hosts) as window_hosts, max(b.hosts) as burst_hosts
  from sweep s
  join in_burst b on b.initiator = s.initiator and b.protocol = s.protocol and b.port = s.port
  group by s.initiator
),
total as (
  select
    initiator,
    count(distinct responder) as hosts,
    count(*) as attempts,
    count(*) filter (where refused) as refused,
    count(*) filter (where in_vain) as in_vain,
    count(*) filter (where outcome = 'established') as established,
    bool_or(is_admin) as is_admin,
    bool_or(is_admin and outcome = 'established') as is_admin_open,
    bool_or(responder_scope = 'external') as leaves,
    cast(sum(requests) as bigint) as flows,
    cast(sum(request_bytes) as bigint) as bytes,
    min(protocol) as lowest_protocol,
    max(protocol) as highest_protocol,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from swept
  group by initiator
),
source as (
  select
    t.*,
    a.text as actor,
    a.scope as scope,
    w.window_hosts,
    w.burst_hosts,
    $largeLog and a.scope = 'external' and t.refused = t.attempts and t.hosts < $loudHostsMin as is_noise
  from total t
  join address a on a.id = t.initiator
  join widest w on w.initiator = t.initiator
),
host_list as (
  select initiator, array_agg(text order by place) as hosts
  from (
    select
      s.initiator,
      a.text,
      row_number() over (
        partition by s.initiator
        order by bool_or(s.outcome = 'established') desc, min(s.first_seen), a.text
      ) as place
    from swept s
    join address a on a.id = s.responder
    group by s.initiator, a.text
  ) as ranked
  where place <= $hostsListed
  group by initiator
),
port_list as (
  select initiator, array_agg(port order by port) as ports
  from (
    select
      initiator,
      port,
      row_number() over (partition by initiator order by max(window_hosts) desc, port) as place
    from sweep
    where port > 0
    group by initiator, port
  ) as ranked
  where place <= $portsListed
  group by initiator
),
noise_host as (
  select text, place, hosts
  from (
    select
      a.text,
      row_number() over (order by count(distinct s.initiator) desc, a.text) as place,
      count(*) over () as hosts
    from swept s
    join source n on n.initiator = s.initiator
    join address a on a.id = s.responder
    where n.is_noise
    group by a.text
  ) as ranked
  where place <= $hostsListed
),
noise_port as (
  select w.port, row_number() over (order by count(*) desc, w.port) as place
  from sweep w
  join source n on n.initiator = w.initiator
  where n.is_noise and w.port > 0
  group by w.port
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
    s.leaves,
    l.hosts as targets,
    s.hosts,
    p.ports,
    s.window_hosts,
    s.burst_hosts,
    s.attempts,
    s.refused,
    s.in_vain,
    s.established,
    s.is_admin,
    s.is_admin_open,
    s.lowest_protocol,
    s.highest_protocol,
    s.flows,
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
    false,
    (select array_agg(text order by place) from noise_host),
    (select max(hosts) from noise_host),
    (select array_agg(port order by port) from noise_port where place <= $portsListed),
    max(n.window_hosts),
    max(n.burst_hosts),
    cast(sum(n.attempts) as bigint),
    cast(sum(n.refused) as bigint),
    cast(sum(n.in_vain) as bigint),
    cast(sum(n.established) as bigint),
    bool_or(n.is_admin),
    false,
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
  leaves as "leaves",
  targets as "targets",
  hosts as "hosts",
  coalesce(ports, array[]) as "ports",
  window_hosts as "windowHosts",
  burst_hosts as "burstHosts",
  attempts as "attempts",
  refused as "refused",
  in_vain as "inVain",
  established as "established",
  in_vain * 100 >= attempts * $inVainPercentMin as "mostlyInVain",
  is_admin as "admin",
  is_admin_open as "adminOpen",
  hosts >= $loudHostsMin as "loud",
  case
    when window_hosts >= $hostsHighMin then 'high'
    when burst_hosts >= $burstHostsMediumMin or in_vain * 100 >= attempts * $strongPercentMin then 'medium'
    else 'low'
  end as "strength",
  case when lowest_protocol = highest_protocol then lowest_protocol end as "protocol",
  flows as "flows",
  bytes as "bytes",
  first_seen as "firstSeen",
  last_seen as "lastSeen",
  count(*) over () as "found"
from finding
order by internal desc, is_admin_open desc, is_admin desc, refused < attempts desc, hosts desc, actors[1]
limit $rowsListed
