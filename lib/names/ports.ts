import table from './ports.json' with { type: 'json' };

interface PortName {
  port: number;
  proto: string;
  name: string;
  class: string;
}

const rows: readonly PortName[] = table.ports;
const byKey = new Map(rows.map((row) => [`${row.port}/${row.proto}`, row]));

/** What analysts usually mean by a port; a hint, never proof of a service. `unusual` where nobody expects one. */
export function serviceName(port: number, protocol: string): string {
  return byKey.get(`${port}/${protocol}`)?.name ?? 'no usual service';
}

/** Ports that have a usual service, ascending: the known-service list of the service-side rule. */
export const knownPorts: readonly number[] = [
  ...new Set(rows.filter((row) => row.class !== 'unusual' && !row.class.endsWith('-hint')).map((row) => row.port)),
].sort((a, b) => a - b);
