-- open-admin-port: one row is one administration or database port of one internal host that let outside sources in.
with session as (
  select
    initiator,
    responder,
    service_port,
    requests,
    request_packets,
    request_bytes,
    reply_bytes,
    first_seen,
    last_seen,
    outcome_rule,
    outcome = 'established' as established,
    -- A client that hears nothing sends a few SYNs and gives up: more packets than that are a session whose replies
    -- were not logged.
    outcome <> 'established' and replies = 0 and request_packets > $retryPacketsMax as likely
  from conversation
  where requests > 0
    and protocol = 6
    and accepted > 0
    and (rejected = 0 or outcome = 'established')
    and initiator_scope = 'external'
    and responder_scope = 'internal'
    and (
      service_port in (select a.port from unnest($adminPorts) as a(port))
      or service_port in (select d.port from unnest($databasePorts) as d(port))
    )
),
source as (
  select
    responder,
    service_port,
    initiator,
    bool_or(established) as established,
    bool_or(likely) as likely,
    count(*) filter (where established or likely) as sessions,
    cast(sum(request_bytes + reply_bytes) as bigint) as bytes
  from session
  group by responder, service_port, initiator
),
source_list as (
  select
    responder,
    service_port,
    max(sources) as sources,
    max(established_sources) as established_sources,
    max(answered_sources) as answered_sources,
    max(working_sources) as working_sources,
    array_agg(text order by place) as actors
  from (
    select
      s.responder,
      s.service_port,
      a.text,
      row_number() over (
        partition by s.responder, s.service_port
        order by s.established desc, s.likely desc, s.bytes desc, a.text
      ) as place,
      count(*) over (partition by s.responder, s.service_port) as sources,
      count(*) filter (where s.established) over (partition by s.responder, s.service_port) as established_sources,
      count(*) filter (where s.established or s.likely) over (
        partition by s.responder, s.service_port
      ) as answered_sources,
      count(*) filter (where s.bytes > $workBytesAbove) over (
        partition by s.responder, s.service_port
      ) as working_sources
    from source s
    join address a on a.id = s.initiator
  ) as ranked
  where place <= $hostsListed
  group by responder, service_port
),
total as (
  select
    responder,
    service_port,
    count(*) as attempts,
    count(*) filter (where established or likely) as sessions,
    bool_or(outcome_rule = 'syn-ack from the service') as by_flags,
    cast(sum(requests) as bigint) as flows,
    cast(sum(request_bytes) as bigint) as bytes_in,
    cast(sum(reply_bytes) as bigint) as bytes_out,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from session
  group by responder, service_port
)
select
  a.text as "host",
  t.service_port as "port",
  l.actors as "actors",
  l.sources as "sources",
  l.established_sources as "establishedSources",
  l.answered_sources as "answeredSources",
  l.working_sources as "workingSources",
  t.attempts as "attempts",
  t.sessions as "sessions",
  t.by_flags as "byFlags",
  t.service_port in (select m.port from unnest($loginPorts) as m(port)) as "loginPort",
  t.service_port in (select r.port from unnest($remotePorts) as r(port)) as "remote",
  t.flows as "flows",
  t.bytes_in as "bytesIn",
  t.bytes_out as "bytesOut",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join source_list l on l.responder = t.responder and l.service_port = t.service_port
join address a on a.id = t.responder
order by
  l.established_sources > 0 desc,
  l.answered_sources > 0 desc,
  t.service_port in (select m.port from unnest($loginPorts) as m(port)),
  t.bytes_in + t.bytes_out desc,
  a.text,
  t.service_port
limit $rowsListed
