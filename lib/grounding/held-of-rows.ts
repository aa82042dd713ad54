import type { Investigation } from '#lib/model/investigation.ts';
import type { Hold } from './held.ts';

/** Numbers of the fact tables, each with its hosts and ports, and the sums of a host over its rows. */
export function holdRows({ facts }: Investigation, hold: Hold) {
  for (const row of [...facts.topSources, ...facts.topDestinations]) {
    const numbers = { flows: row.flows, bytes: row.bytes, rejected: row.rejected, accepted: row.flows - row.rejected };
    hold(`talker ${row.address} ${row.flows} ${row.bytes}`, numbers, { addresses: [row.address] });
  }
  for (const row of facts.topPairs) {
    const numbers = { flows: row.flows, bytes: row.bytes, rejected: row.rejected, accepted: row.flows - row.rejected };
    hold(`pair ${row.source} ${row.destination}`, numbers, { addresses: [row.source, row.destination] });
  }
  for (const row of facts.topPorts) {
    hold(
      `port ${row.port}/${row.protocol}`,
      { flows: row.flows, bytes: row.bytes, accepted: row.accepted, rejected: row.rejected },
      { ports: [row.port] },
    );
  }
  for (const row of facts.outbound) {
    hold(
      `outbound ${row.source} ${row.destination} ${row.port}`,
      { flows: row.flows, accepted: row.flows, bytes: [row.bytes, row.largestFlowBytes] },
      {
        addresses: [row.source, row.destination],
        ports: [row.port],
      },
    );
  }
  for (const row of facts.attackSurface) {
    const seconds = row.firstSeen !== null && row.lastSeen !== null ? [row.lastSeen - row.firstSeen] : [];
    const numbers = {
      flows: row.accepted + row.rejected,
      accepted: row.accepted,
      rejected: row.rejected,
      bytes: [row.bytesIn, row.bytesOut, row.bytesIn + row.bytesOut],
      duration: seconds,
    };
    hold(`surface ${row.host} ${row.peer} ${row.port}`, numbers, {
      addresses: [row.host, row.peer],
      ports: [row.port],
    });
  }
  const sent = facts.outbound.map((row) => ({ ...row, of: row.source, peer: row.destination }));
  sums(sent, hold);
  sums(
    sent.map((row) => ({ ...row, of: row.peer, peer: row.of })),
    hold,
  );
  for (const side of ['server', 'client'] as const) {
    const own = facts.attackSurface
      .filter((row) => row.side === side)
      .map((row) => ({ ...row, of: row.host, flows: row.accepted + row.rejected, bytes: row.bytesOut }));
    sums(own, hold);
    sums(
      own.map((row) => ({ ...row, of: row.peer, peer: row.of, bytes: row.bytesIn })),
      hold,
    );
  }
}

/** Per address: how many peers and ports it has in a table, and its totals there. */
function sums(table: readonly { of: string; peer: string; port: number; flows: number; bytes: number }[], hold: Hold) {
  const byAddress = new Map<string, { peers: Set<string>; ports: Set<number>; flows: number; bytes: number }>();
  for (const { of, peer, port, flows, bytes } of table) {
    const sum = byAddress.get(of) ?? { peers: new Set(), ports: new Set(), flows: 0, bytes: 0 };
    sum.peers.add(peer);
    sum.ports.add(port);
    byAddress.set(of, { ...sum, flows: sum.flows + flows, bytes: sum.bytes + bytes });
  }
  for (const [address, { peers, ports, flows, bytes }] of byAddress) {
    hold(`sum ${address}`, { hosts: peers.size, ports: ports.size, flows, bytes }, { addresses: [address] });
  }
}
