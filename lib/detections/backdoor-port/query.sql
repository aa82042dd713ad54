-- backdoor-port: one row is one source and one port that malware is known to call back or listen on, with the hosts it
-- contacted there, inside or outside.
with contact as (
  select
    initiator,
    responder,
    initiator_scope,
    responder_scope,
    protocol,
    service_port,
    requests,
    request_packets,
    request_bytes,
    reply_bytes,
    first_seen,
    last_seen,
    service_port in (select s.port from unnest($shellPorts) as s(port)) as is_shell,
    rejected > 0 and outcome <> 'established' as refused,
    -- A client that hears nothing sends a few SYNs and gives up: more packets than that are a session whose replies
    -- were not logged.
    outcome = 'established'
      or (protocol = 17 and replies > 0)
      or (replies = 0 and rejected = 0 and accepted > 0 and request_packets > $retryPacketsMax) as answered
  from conversation
  where requests > 0
    and protocol in (6, 17)
    and initiator <> responder
    and initiator_scope <> 'special'
    and responder_scope <> 'special'
    and (
      service_port in (select s.port from unnest($shellPorts) as s(port))
      or (
        service_rule <> 'unknown'
        and service_port in (select c.port from unnest($callbackPorts) as c(port))
      )
      -- Clients are given these ports too: only the handshake tells a service there.
      or (
        service_rule = 'flags'
        and service_port in (select h.port from unnest($highCallbackPorts) as h(port))
      )
    )
),
-- From outside, only what was answered counts: everybody's ports are probed all day.
counted as (
  select *, responder_scope = 'external' as leaves
  from contact
  where initiator_scope = 'internal' or (responder_scope = 'internal' and answered)
),
total as (
  select
    initiator,
    protocol,
    service_port,
    bool_or(is_shell) as is_shell,
    leaves,
    count(distinct responder) as hosts,
    count(*) as contacts,
    count(*) filter (where refused) as refused,
    count(*) filter (where answered) as answered,
    cast(sum(requests) as bigint) as flows,
    cast(sum(request_packets) as bigint) as packets,
    cast(sum(request_bytes + reply_bytes) as bigint) as bytes,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from counted
  group by initiator, protocol, service_port, leaves
),
host_list as (
  select initiator, protocol, service_port, leaves, array_agg(text order by place) as hosts
  from (
    select
      c.initiator,
      c.protocol,
      c.service_port,
      c.leaves,
      a.text,
      row_number() over (
        partition by c.initiator, c.protocol, c.service_port, c.leaves
        order by bool_or(c.answered) desc, sum(c.request_bytes + c.reply_bytes) desc, a.text
      ) as place
    from counted c
    join address a on a.id = c.responder
    group by c.initiator, c.protocol, c.service_port, c.leaves, a.text
  ) as ranked
  where place <= $hostsListed
  group by initiator, protocol, service_port, leaves
)
select
  a.text as "actor",
  a.scope = 'internal' as "internal",
  t.leaves as "leaves",
  h.hosts as "targets",
  t.hosts as "hosts",
  t.service_port as "port",
  t.protocol as "protocol",
  t.is_shell as "shell",
  t.contacts as "contacts",
  t.refused as "refused",
  t.answered as "answered",
  t.answered > 0 and (
    t.bytes >= $sustainedBytesMin
    or t.packets >= $sustainedPacketsMin
    or coalesce(t.last_seen - t.first_seen >= $sustainedSecondsMin, false)
  ) as "sustained",
  t.flows as "flows",
  t.packets as "packets",
  t.bytes as "bytes",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join host_list h
  on h.initiator = t.initiator
  and h.protocol = t.protocol
  and h.service_port = t.service_port
  and h.leaves = t.leaves
join address a on a.id = t.initiator
order by
  t.is_shell desc,
  t.answered > 0 desc,
  t.bytes desc,
  t.contacts desc,
  a.text,
  t.service_port,
  t.protocol,
  t.leaves
limit $rowsListed
