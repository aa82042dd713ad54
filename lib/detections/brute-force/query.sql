-- brute-force: one row is one source and one login port with the hosts on which it opened many short accepted sessions,
-- each from its own source port. `kind` is guess (many on one host) or spray (a few on each of many hosts).
with session as (
  select
    initiator,
    responder,
    service_port,
    initiator_port,
    requests,
    request_packets,
    request_bytes,
    request_bytes + reply_bytes as session_bytes,
    first_seen,
    last_seen,
    coalesce(
      coalesce(last_seen - first_seen, 0)
        <= case when $attemptSecondsMax > $aggregationSeconds then $attemptSecondsMax else $aggregationSeconds end
      and request_packets between $packetsMin and $packetsMax
      and request_bytes < $attemptBytesBelow
      and reply_bytes < $attemptBytesBelow,
      false
    ) as is_attempt
  from conversation
  -- A refused SYN never reached the service, so it guessed nothing.
  where protocol = 6
    and accepted > 0
    and rejected = 0
    and initiator <> responder
    and initiator_scope <> 'special'
    and responder_scope <> 'special'
    and service_port in (select l.port from unnest($loginPorts) as l(port))
),
attempt as (
  select
    *,
    min(first_seen) over (partition by initiator, responder, service_port) as pair_origin,
    min(first_seen) over (partition by initiator, service_port) as source_origin
  from session
  where is_attempt
),
guess as (
  select initiator, responder, service_port, max(attempts) as attempts
  from (
    select initiator, responder, service_port, count(*) as attempts
    from attempt
    group by initiator, responder, service_port, (first_seen - pair_origin) / $windowSeconds
  ) as in_window
  group by initiator, responder, service_port
  having max(attempts) >= $attemptsMin
),
burst as (
  select initiator, service_port, max(attempts) as attempts
  from (
    select initiator, responder, service_port, count(*) as attempts
    from attempt
    group by initiator, responder, service_port, (first_seen - pair_origin) / $burstWindowSeconds
  ) as in_burst
  group by initiator, service_port
),
spray as (
  select initiator, service_port
  from (
    select initiator, service_port, slot, count(*) as hosts
    from (
      select initiator, service_port, responder, (first_seen - source_origin) / $windowSeconds as slot
      from attempt
      group by initiator, service_port, responder, (first_seen - source_origin) / $windowSeconds
      having count(*) <= $sprayAttemptsMax
    ) as host
    group by initiator, service_port, slot
  ) as in_window
  group by initiator, service_port
  having max(hosts) >= $sprayHostsMin
),
target as (
  select initiator, responder, service_port, true as is_guess
  from guess
  union all
  select a.initiator, a.responder, a.service_port, false
  from attempt a
  join spray s on s.initiator = a.initiator and s.service_port = a.service_port
  left join (
    select distinct initiator, service_port
    from guess
  ) as g on g.initiator = a.initiator and g.service_port = a.service_port
  where g.initiator is null
  group by a.initiator, a.responder, a.service_port
),
ordered as (
  select
    s.*,
    t.is_guess,
    cast(sum(case when s.is_attempt then 1 else 0 end) over (
      partition by s.initiator, s.responder, s.service_port
      order by s.first_seen, s.initiator_port
      rows between unbounded preceding and current row
    ) as bigint) as attempts_before,
    cast(sum(case when s.is_attempt then 1 else 0 end) over (
      partition by s.initiator, s.responder, s.service_port
    ) as bigint) as pair_attempts,
    cast(sum(case when s.is_attempt then s.session_bytes else 0 end) over (
      partition by s.initiator, s.responder, s.service_port
    ) as bigint) as pair_attempt_bytes
  from session s
  join target t
    on t.initiator = s.initiator and t.responder = s.responder and t.service_port = s.service_port
),
marked as (
  select
    *,
    not is_attempt
      and attempts_before >= $attemptsBeforeMin
      and session_bytes * pair_attempts >= $largerFactorMin * pair_attempt_bytes as is_larger
  from ordered
),
total as (
  select
    initiator,
    service_port,
    bool_or(is_guess) as is_guess,
    count(distinct responder) as hosts,
    count(*) filter (where is_attempt) as attempts,
    count(distinct case when is_attempt then initiator_port end) as source_ports,
    cast(sum(case when is_attempt then request_bytes else 0 end) as bigint) as attempt_bytes,
    min(case when is_attempt then request_packets end) as packets_least,
    max(case when is_attempt then request_packets end) as packets_most,
    count(*) filter (where is_larger) as larger_sessions,
    max(case when is_larger then session_bytes end) as larger_bytes,
    min(case when is_larger then first_seen end) as larger_first_seen,
    cast(sum(requests) as bigint) as flows,
    cast(sum(session_bytes) as bigint) as bytes,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from marked
  group by initiator, service_port
),
host_list as (
  select initiator, service_port, array_agg(text order by place) as hosts
  from (
    select
      m.initiator,
      m.service_port,
      a.text,
      row_number() over (
        partition by m.initiator, m.service_port
        order by bool_or(m.is_larger) desc, count(*) desc, a.text
      ) as place
    from marked m
    join address a on a.id = m.responder
    group by m.initiator, m.service_port, a.text
  ) as ranked
  where place <= $hostsListed
  group by initiator, service_port
)
select
  case when t.is_guess then 'guess' else 'spray' end as "kind",
  a.text as "actor",
  a.scope = 'internal' as "internal",
  h.hosts as "targets",
  t.hosts as "hosts",
  t.service_port as "port",
  t.attempts as "attempts",
  t.source_ports as "sourcePorts",
  b.attempts as "attemptsInBurst",
  t.attempt_bytes / nullif(t.attempts, 0) as "meanAttemptBytes",
  t.packets_least as "packetsLeast",
  t.packets_most as "packetsMost",
  t.larger_sessions as "largerSessions",
  coalesce(t.larger_bytes, 0) as "largerBytes",
  t.larger_first_seen as "largerFirstSeen",
  b.attempts >= $burstAttemptsMin as "fast",
  t.attempt_bytes < t.attempts * $loginBytesMin as "tooSmall",
  t.service_port in (select r.port from unnest($remotePorts) as r(port)) as "remote",
  t.flows as "flows",
  t.bytes as "bytes",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join burst b on b.initiator = t.initiator and b.service_port = t.service_port
join host_list h on h.initiator = t.initiator and h.service_port = t.service_port
join address a on a.id = t.initiator
order by a.scope = 'internal' desc, t.larger_sessions > 0 desc, t.is_guess desc, t.attempts desc, a.text, t.service_port
limit $rowsListed
