-- One row is a port that was asked for. Replies are left out: the ports they go to were picked by the asker.
select
  dst_port as port,
  protocol as protocol,
  count(*) as flows,
  cast(coalesce(sum(volume_bytes), 0) as bigint) as bytes,
  count(*) filter (where action = 'ACCEPT') as accepted,
  count(*) filter (where action = 'REJECT') as rejected
from flow
where not is_reply and dst_port > 0
group by dst_port, protocol
order by flows desc, bytes desc, port, protocol
limit $rows
