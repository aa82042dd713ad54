-- data_record: one row is one record that carried data: status OK (or no status in the layout), both addresses, and
-- every part of the 5-tuple that its layout has. pkt-* are the ends of the traffic itself; src and dst are these where
-- they are given, because srcaddr and dstaddr hold the address of the interface in between (NAT, transit gateway).
create view data_record as
select
  source_id,
  line,
  interface_id,
  account_id,
  instance_id,
  srcaddr,
  dstaddr,
  coalesce(pkt_srcaddr, srcaddr) as src,
  coalesce(pkt_dstaddr, dstaddr) as dst,
  srcport as src_port,
  dstport as dst_port,
  protocol,
  packets,
  bytes,
  start_time,
  end_time,
  action,
  tcp_flags,
  flow_direction
from record
where
  (log_status is null or log_status = 'OK')
  and complete
  and coalesce(pkt_srcaddr, srcaddr) is not null
  and coalesce(pkt_dstaddr, dstaddr) is not null
