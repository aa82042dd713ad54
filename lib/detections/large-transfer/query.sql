-- large-transfer: one row is one internal host and one outside host, with everything the first sent to the second.
-- Copies of the same traffic from a second interface carry no volume here.
with outbound as (
  select
    src,
    dst,
    protocol,
    coalesce(service_port, 0) as port,
    is_reply,
    service_rule,
    volume_bytes,
    start_time,
    coalesce(end_time, start_time) as end_time
  from flow
  where direction = 'outbound'
    and src_scope = 'internal'
    -- A layout without the action says nothing against the transfer.
    and (action is null or action = 'ACCEPT')
),
pair as (
  select src, dst, min(start_time) as origin
  from outbound
  group by src, dst
  having sum(volume_bytes) > $bytesAbove
),
placed as (
  select o.*, (o.start_time - p.origin) / $windowSeconds as slot
  from outbound o
  join pair p on p.src = o.src and p.dst = o.dst
),
transfer as (
  select src, dst, max(bytes) as window_bytes
  from (
    select src, dst, cast(sum(volume_bytes) as bigint) as bytes
    from placed
    group by src, dst, slot
  ) as in_window
  group by src, dst
  having max(bytes) > $bytesAbove
),
total as (
  select
    p.src,
    p.dst,
    count(*) as flows,
    cast(sum(p.volume_bytes) as bigint) as bytes,
    cast(sum(case when p.is_reply then p.volume_bytes else 0 end) as bigint) as served_bytes,
    cast(sum(case
      when p.is_reply and p.port in (select w.port from unnest($webPorts) as w(port)) then p.volume_bytes else 0
    end) as bigint) as web_bytes,
    cast(sum(case
      when p.port in (select c.port from unnest($cleartextPorts) as c(port)) then p.volume_bytes else 0
    end) as bigint) as cleartext_bytes,
    cast(sum(case when p.service_rule = 'unknown' then p.volume_bytes else 0 end) as bigint) as guessed_bytes,
    min(p.protocol) as lowest_protocol,
    max(p.protocol) as highest_protocol,
    min(p.start_time) as first_seen,
    max(p.end_time) as last_seen
  from placed p
  join transfer t on t.src = p.src and t.dst = p.dst
  group by p.src, p.dst
),
port_list as (
  select src, dst, array_agg(port order by place) as ports
  from (
    select
      p.src,
      p.dst,
      p.port,
      row_number() over (partition by p.src, p.dst order by sum(p.volume_bytes) desc, p.port) as place
    from placed p
    join transfer t on t.src = p.src and t.dst = p.dst
    where p.port > 0
    group by p.src, p.dst, p.port
  ) as ranked
  where place <= $portsListed
  group by src, dst
)
select
  s.text as "actor",
  d.text as "target",
  coalesce(l.ports, array[]) as "ports",
  case when t.lowest_protocol = t.highest_protocol then t.lowest_protocol end as "protocol",
  t.flows as "flows",
  t.bytes as "bytes",
  w.window_bytes as "windowBytes",
  t.served_bytes as "servedBytes",
  t.bytes - t.served_bytes as "sentBytes",
  t.bytes - t.web_bytes <= $bytesAbove as "onlyServed",
  w.window_bytes > $bytesHighAbove as "veryLarge",
  t.cleartext_bytes > $bytesAbove as "cleartext",
  t.guessed_bytes > t.bytes - t.guessed_bytes as "guessed",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join transfer w on w.src = t.src and w.dst = t.dst
join address s on s.id = t.src
join address d on d.id = t.dst
left join port_list l on l.src = t.src and l.dst = t.dst
order by t.bytes - t.web_bytes <= $bytesAbove, w.window_bytes desc, t.bytes desc, s.text, d.text
limit $rowsListed
