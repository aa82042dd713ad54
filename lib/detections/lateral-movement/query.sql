-- lateral-movement: one row is one internal source with the internal hosts it contacted on remote, shell or database
-- ports.
with contact as (
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
    service_port in (select s.port from unnest($shellPorts) as s(port)) as is_shell,
    service_port in (select d.port from unnest($databasePorts) as d(port)) as is_database,
    service_port in (select t.port from unnest($transferPorts) as t(port))
      and (request_bytes >= $transferBytesMin or reply_bytes >= $transferBytesMin) as is_transfer,
    rejected > 0 and outcome <> 'established' as refused,
    -- A client that hears nothing sends a few SYNs and gives up: more packets than that are a session whose replies
    -- were not logged.
    outcome = 'established' or (rejected = 0 and accepted > 0 and request_packets > $retryPacketsMax) as answered
  from conversation
  where requests > 0
    and protocol = 6
    and initiator <> responder
    and initiator_scope = 'internal'
    and responder_scope = 'internal'
    and (
      service_port in (select r.port from unnest($remotePorts) as r(port))
      or service_port in (select s.port from unnest($shellPorts) as s(port))
      or service_port in (select d.port from unnest($databasePorts) as d(port))
    )
),
origin as (
  select initiator, min(first_seen) as first_seen
  from contact
  group by initiator
),
in_window as (
  select
    c.initiator,
    count(distinct case when not c.is_database then c.responder end) as remote_hosts,
    count(distinct case when c.is_database then c.responder end) as database_hosts,
    count(*) filter (where c.is_shell) as shell_contacts
  from contact c
  join origin o on o.initiator = c.initiator
  group by c.initiator, (c.first_seen - o.first_seen) / $windowSeconds
),
mover as (
  select initiator, max(remote_hosts) as remote_hosts, max(database_hosts) as database_hosts
  from in_window
  group by initiator
  having max(remote_hosts) >= $hostsMin or max(database_hosts) >= $databaseHostsMin or sum(shell_contacts) > 0
),
-- Where a source fires for its sessions on remote ports, its database clients' work stays out of the picture.
counted as (
  select c.*, m.remote_hosts, m.database_hosts
  from contact c
  join mover m on m.initiator = c.initiator
  where case
    when c.is_shell then true
    when c.is_database then m.database_hosts >= $databaseHostsMin
    else m.remote_hosts >= $hostsMin
  end
),
total as (
  select
    initiator,
    max(remote_hosts) as remote_hosts,
    max(database_hosts) as database_hosts,
    count(distinct responder) as hosts,
    count(*) as contacts,
    count(*) filter (where refused) as refused,
    count(*) filter (where answered) as answered,
    count(*) filter (where is_shell) as shell_contacts,
    count(*) filter (where is_shell and answered) as shell_answered,
    count(*) filter (where not is_database) as remote_contacts,
    count(*) filter (where is_transfer) as transfers,
    count(*) filter (where request_packets <= $fewPacketsMax) as small_contacts,
    cast(sum(requests) as bigint) as flows,
    cast(sum(request_bytes + reply_bytes) as bigint) as bytes,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen
  from counted
  group by initiator
),
host_list as (
  select initiator, array_agg(text order by place) as hosts
  from (
    select
      c.initiator,
      a.text,
      row_number() over (
        partition by c.initiator
        order by bool_or(c.is_shell) desc, bool_or(c.answered) desc, sum(c.request_bytes + c.reply_bytes) desc, a.text
      ) as place
    from counted c
    join address a on a.id = c.responder
    group by c.initiator, a.text
  ) as ranked
  where place <= $hostsListed
  group by initiator
),
port_list as (
  select
    initiator,
    array_agg(service_port order by service_port) as ports,
    array_agg(service_port order by service_port) filter (where answered) as answered_ports,
    array_agg(service_port order by service_port) filter (where is_shell) as shell_ports
  from (
    select initiator, service_port, bool_or(answered) as answered, bool_or(is_shell) as is_shell
    from counted
    group by initiator, service_port
  ) as port
  group by initiator
)
select
  a.text as "actor",
  h.hosts as "targets",
  t.hosts as "hosts",
  p.ports as "ports",
  coalesce(p.answered_ports, array[]) as "answeredPorts",
  coalesce(p.shell_ports, array[]) as "shellPorts",
  case when t.remote_hosts > t.database_hosts then t.remote_hosts else t.database_hosts end as "hostsInWindow",
  t.contacts as "contacts",
  t.refused as "refused",
  t.answered as "answered",
  t.shell_contacts as "shellContacts",
  t.shell_answered as "shellAnswered",
  t.transfers as "transfers",
  t.remote_contacts = 0 as "databaseOnly",
  t.remote_hosts >= $fanOutHostsMin as "fansOut",
  t.remote_hosts >= $hostsHighMin or t.database_hosts >= $hostsHighMin as "wide",
  t.small_contacts = t.contacts as "fewPackets",
  t.flows as "flows",
  t.bytes as "bytes",
  t.first_seen as "firstSeen",
  t.last_seen as "lastSeen",
  count(*) over () as "found"
from total t
join host_list h on h.initiator = t.initiator
join port_list p on p.initiator = t.initiator
join address a on a.id = t.initiator
order by
  t.shell_answered > 0 desc,
  t.shell_contacts > 0 desc,
  t.remote_hosts desc,
  t.database_hosts desc,
  t.contacts desc,
  a.text
limit $rowsListed
