-- One row is an internal host, a service port and a peer: `server` where the host was asked, `client` where it asked an
-- external service. Bytes are seen from the host; accepted and rejected count the asking records.
select
  h.text as host,
  t.port as port,
  t.protocol as protocol,
  t.side as side,
  p.text as peer,
  t.accepted as accepted,
  t.rejected as rejected,
  t.bytes_in as "bytesIn",
  t.bytes_out as "bytesOut",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen"
from (
  select
    responder as host,
    initiator as peer,
    'server' as side,
    service_port as port,
    protocol,
    cast(sum(accepted) as bigint) as accepted,
    cast(sum(rejected) as bigint) as rejected,
    cast(sum(request_bytes) as bigint) as bytes_in,
    cast(sum(reply_bytes) as bigint) as bytes_out,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from conversation
  where responder_scope = 'internal' and service_port > 0
  group by responder, initiator, service_port, protocol
  union all
  select
    initiator as host,
    responder as peer,
    'client' as side,
    service_port as port,
    protocol,
    cast(sum(accepted) as bigint) as accepted,
    cast(sum(rejected) as bigint) as rejected,
    cast(sum(reply_bytes) as bigint) as bytes_in,
    cast(sum(request_bytes) as bigint) as bytes_out,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from conversation
  where initiator_scope = 'internal' and responder_scope = 'external' and service_port > 0
  group by initiator, responder, service_port, protocol
) t
join address h on h.id = t.host
join address p on p.id = t.peer
order by
  case when t.accepted > 0 then 0 else 1 end,
  t.bytes_in + t.bytes_out desc,
  t.accepted + t.rejected desc,
  h.text,
  t.port,
  p.text,
  t.side,
  t.protocol
limit $rows
