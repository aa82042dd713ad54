-- One row is a sender and a receiver, one direction of what they said to each other.
select
  s.text as source,
  d.text as destination,
  t.flows as flows,
  t.bytes as bytes,
  t.rejected as rejected
from (
  select
    src,
    dst,
    count(*) as flows,
    cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
    count(*) filter (where action = 'REJECT') as rejected
  from flow
  group by src, dst
) t
join address s on s.id = t.src
join address d on d.id = t.dst
order by t.flows desc, t.bytes desc, s.text, d.text
limit $rows
