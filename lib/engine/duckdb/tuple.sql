-- tuple: one row is a 5-tuple without its direction: the two ends a and b, what each sent, and which one is the service
-- with the rule that decided it. Rules in order: flags, usual service port, port below 1024, port below 32768, one port
-- that meets three or more peers, else unknown: then the end that sent first stands as the initiator.
create table tuple as
with sided as (
  select
    r.*,
    (r.src < r.dst or (r.src = r.dst and coalesce(r.src_port, -1) <= coalesce(r.dst_port, -1))) as forward,
    coalesce(r.tcp_flags, 0) & 18 = 2 as opens,
    coalesce(r.tcp_flags, 0) & 18 = 18 as answers,
    case when c.line is null then coalesce(r.bytes, 0) else 0 end as volume_bytes,
    case when c.line is null then coalesce(r.packets, 0) else 0 end as volume_packets
  from data_record r
  left join copy_record c on c.source_id = r.source_id and c.line = r.line
),
summed as (
  select
    case when forward then src else dst end as a,
    case when forward then dst else src end as b,
    coalesce(case when forward then src_port else dst_port end, -1) as a_port,
    coalesce(case when forward then dst_port else src_port end, -1) as b_port,
    coalesce(protocol, -1) as protocol,
    bool_or((forward and opens) or (not forward and answers)) as b_serves,
    bool_or((forward and answers) or (not forward and opens)) as a_serves,
    min(start_time) filter (where forward) as a_start,
    min(start_time) filter (where not forward) as b_start,
    min(cast(source_id as bigint) * 4294967296 + line) filter (where forward) as a_place,
    min(cast(source_id as bigint) * 4294967296 + line) filter (where not forward) as b_place,
    count(*) filter (where forward) as a_records,
    count(*) filter (where not forward) as b_records,
    count(*) filter (where forward and action = 'ACCEPT') as a_accepted,
    count(*) filter (where not forward and action = 'ACCEPT') as b_accepted,
    count(*) filter (where forward and action = 'REJECT') as a_rejected,
    count(*) filter (where not forward and action = 'REJECT') as b_rejected,
    cast(coalesce(sum(volume_bytes) filter (where forward), 0) as bigint) as a_bytes,
    cast(coalesce(sum(volume_bytes) filter (where not forward), 0) as bigint) as b_bytes,
    cast(coalesce(sum(volume_packets) filter (where forward), 0) as bigint) as a_packets,
    cast(coalesce(sum(volume_packets) filter (where not forward), 0) as bigint) as b_packets,
    coalesce(max(bytes) filter (where forward), 0) as a_largest,
    coalesce(max(bytes) filter (where not forward), 0) as b_largest,
    bit_or(tcp_flags) filter (where forward) as a_flags,
    bit_or(tcp_flags) filter (where not forward) as b_flags,
    min(start_time) as first_seen,
    max(coalesce(end_time, start_time)) as last_seen
  from sided
  group by 1, 2, 3, 4, 5
),
ruled as (
  select
    s.*,
    case
      when s.b_serves and not s.a_serves then 'flags'
      when s.a_serves and not s.b_serves then 'flags'
      when (ka.port is null) <> (kb.port is null) then 'usual-port'
      when (s.a_port between 1 and 1023) <> (s.b_port between 1 and 1023) then 'port-below-1024'
      when (s.a_port between 1 and 32767) <> (s.b_port between 1 and 32767) then 'port-below-32768'
    end as rule,
    case
      when s.b_serves and not s.a_serves then false
      when s.a_serves and not s.b_serves then true
      when (ka.port is null) <> (kb.port is null) then ka.port is not null
      when (s.a_port between 1 and 1023) <> (s.b_port between 1 and 1023) then s.a_port between 1 and 1023
      when (s.a_port between 1 and 32767) <> (s.b_port between 1 and 32767) then s.a_port between 1 and 32767
    end as a_is_service
  from summed s
  left join usual_port ka on ka.port = s.a_port
  left join usual_port kb on kb.port = s.b_port
),
meeting as (
  select address, port
  from (
    -- A scanner that keeps one port meets many peers as well; but nobody sends to it, and it is let in nowhere.
    select a as address, a_port as port from ruled where rule is null and a_port > 0 and (b_records > 0 or a_accepted > 0)
    union all
    select b as address, b_port as port from ruled where rule is null and b_port > 0 and (a_records > 0 or b_accepted > 0)
  ) as ends
  group by address, port
  having count(*) >= 3
)
select
  r.* exclude (rule, a_is_service, a_serves, b_serves, a_start, b_start, a_place, b_place),
  coalesce(
    r.rule,
    case when (ma.port is null) <> (mb.port is null) then 'many-peers' else 'unknown' end
  ) as service_rule,
  coalesce(
    r.a_is_service,
    case when (ma.port is null) <> (mb.port is null) then ma.port is not null end,
    r.a_records = 0
      or (r.b_records > 0 and (
        r.b_start < r.a_start
        or ((r.b_start = r.a_start or r.a_start is null or r.b_start is null) and r.b_place < r.a_place)
      )),
    -- Without times the comparison above is null where the place says a sent first.
    false
  ) as a_is_service
from ruled r
left join meeting ma on r.rule is null and ma.address = r.a and ma.port = r.a_port
left join meeting mb on r.rule is null and mb.address = r.b and mb.port = r.b_port
