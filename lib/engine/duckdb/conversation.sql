-- conversation: one row is one 5-tuple with both directions joined, seen from the end that opened it.
-- attempts that failed are `rejected` (every request refused) and `unanswered` (accepted, at most three packets, no
-- handshake); `established` needs a SYN-ACK from the service or four packets each way; anything else is `unknown`.
create table conversation as
with oriented as (
  select
    case when a_is_service then b else a end as initiator,
    case when a_is_service then a else b end as responder,
    nullif(case when a_is_service then b_port else a_port end, -1) as initiator_port,
    nullif(case when a_is_service then a_port else b_port end, -1) as service_port,
    nullif(protocol, -1) as protocol,
    service_rule,
    case when a_is_service then b_records else a_records end as requests,
    case when a_is_service then a_records else b_records end as replies,
    case when a_is_service then b_accepted else a_accepted end as accepted,
    case when a_is_service then b_rejected else a_rejected end as rejected,
    case when a_is_service then a_accepted else b_accepted end as reply_accepted,
    case when a_is_service then a_rejected else b_rejected end as reply_rejected,
    case when a_is_service then b_bytes else a_bytes end as request_bytes,
    case when a_is_service then a_bytes else b_bytes end as reply_bytes,
    case when a_is_service then b_packets else a_packets end as request_packets,
    case when a_is_service then a_packets else b_packets end as reply_packets,
    case when a_is_service then b_largest else a_largest end as request_largest_bytes,
    case when a_is_service then a_largest else b_largest end as reply_largest_bytes,
    case when a_is_service then b_flags else a_flags end as request_flags,
    case when a_is_service then a_flags else b_flags end as reply_flags,
    first_seen,
    last_seen
  from tuple
)
select
  o.*,
  i.scope as initiator_scope,
  r.scope as responder_scope,
  case
    when coalesce(o.reply_flags, 0) & 18 = 18 then 'established'
    when o.rejected > 0 and o.accepted = 0 and o.reply_accepted = 0 then 'rejected'
    when o.request_packets >= 4 and o.reply_packets >= 4 then 'established'
    when o.protocol = 6 and o.accepted > 0 and o.request_packets <= 3
      and (o.replies = 0 or (o.reply_flags is not null and o.reply_flags & 18 <> 18)) then 'unanswered'
    else 'unknown'
  end as outcome,
  case
    when coalesce(o.reply_flags, 0) & 18 = 18 then 'syn-ack from the service'
    when o.rejected > 0 and o.accepted = 0 and o.reply_accepted = 0 then 'every request refused'
    when o.request_packets >= 4 and o.reply_packets >= 4 then 'four packets or more each way'
    when o.protocol = 6 and o.accepted > 0 and o.request_packets <= 3
      and (o.replies = 0 or (o.reply_flags is not null and o.reply_flags & 18 <> 18)) then 'at most three packets and no handshake'
    else 'nothing decides'
  end as outcome_rule
from oriented o
join address i on i.id = o.initiator
join address r on r.id = o.responder
