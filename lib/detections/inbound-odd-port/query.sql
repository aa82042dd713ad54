-- inbound-odd-port: one row is one internal host with the ports outside the allowed ones on which it let outside sources
-- in. Ports of administration and databases have a detection of their own.
with session as (
  select
    initiator,
    responder,
    protocol,
    service_port,
    requests,
    request_packets,
    request_bytes,
    reply_bytes,
    first_seen,
    last_seen,
    service_port >= $ephemeralPortMin as is_high,
    service_port in (select k.port from unnest($callbackPorts) as k(port)) as is_callback,
    outcome = 'established'
      or (protocol = 17 and replies > 0)
      or (replies = 0 and rejected = 0 and request_packets > $retryPacketsMax) as answered
  from conversation
  where requests > 0
    and accepted > 0
    and (rejected = 0 or outcome = 'established')
    and protocol in (6, 17)
    and service_port > 0
    -- Where nothing says which side serves, a late reply to a client of ours would look like a service of ours.
    and service_rule <> 'unknown'
    and initiator_scope = 'external'
    and responder_scope = 'internal'
    and not (service_port in (select w.port from unnest($allowedPorts) as w(port)))
    and not (service_port in (select a.port from unnest($adminPorts) as a(port)))
),
total as (
  select
    responder,
    count(distinct initiator) as sources,
    count(distinct service_port) as distinct_ports,
    count(*) as attempts,
    count(*) filter (where answered) as answered,
    bool_or(answered and (is_high or is_callback)) as is_suspect,
    cast(sum(requests) as bigint) as flows,
    cast(sum(request_bytes) as bigint) as bytes_in,
    cast(sum(reply_bytes) as bigint) as bytes_out,
    min(protocol) as lowest_protocol,
    max(protocol) as highest_protocol,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from session
  group by responder
),
source_list as (
  select responder, array_agg(text order by place) as actors
  from (
    select
      s.responder,
      a.text,
      row_number() over (
        partition by s.responder
        order by bool_or(s.answered) desc, sum(s.request_bytes + s.reply_bytes) desc, a.text
      ) as place
    from session s
    join address a on a.id = s.initiator
    group by s.responder, a.text
  ) as ranked
  where place <= $hostsListed
  group by responder
),
port_list as (
  select
    responder,
    array_agg(service_port order by service_port) as ports,
    array_agg(service_port order by service_port) filter (where answered) as answered_ports,
    array_agg(service_port order by service_port) filter (where is_callback) as callback_ports
  from (
    select
      responder,
      service_port,
      bool_or(answered) as answered,
      bool_or(is_callback) as is_callback,
      row_number() over (partition by responder order by bool_or(answered) desc, service_port) as place
    from session
    group by responder, service_port
  ) as ranked
  where place <= $portsListed
  group by responder
)
select
  a.text as "host",
  l.actors as "actors",
  t.sources as "sources",
  p.ports as "ports",
  coalesce(p.answered_ports, array[]) as "answeredPorts",
  coalesce(p.callback_ports, array[]) as "callbackPorts",
  t.distinct_ports as "distinctPorts",
  t.attempts as "attempts",
  t.answered as "answered",
  t.is_suspect as "suspect",
  case when t.lowest_protocol = t.highest_protocol then t.lowest_protocol end as "protocol",
  t.flows as "flows",
  t.bytes_in as "bytesIn",
  t.bytes_out as "bytesOut",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join source_list l on l.responder = t.responder
join port_list p on p.responder = t.responder
join address a on a.id = t.responder
order by t.is_suspect desc, t.answered > 0 desc, t.bytes_in + t.bytes_out desc, t.attempts desc, a.text
limit $rowsListed
