import { z } from 'zod';
import { formatPorts, plural } from '#lib/names/format.ts';
import { defineFact } from '../fact.ts';

const count = z.number().int().nonnegative();
const rowsMax = 50;

const Row = z.object({
  address: z.string(),
  label: z.string().nullable(),
  servedPorts: z.array(z.number().int()),
  servedPeers: count,
  servedExternalPeers: count,
  usedPorts: z.array(z.number().int()),
  usedExternalPeers: count,
  unansweredPeers: count,
  translated: count,
  interfaces: z.array(z.string()),
  instances: z.array(z.string()),
});
type Row = z.infer<typeof Row>;

export const assets = defineFact({
  id: 'assets',
  title: 'Internal addresses and what their traffic says they are',
  row: Row,
  parameters: () => ({ rows: rowsMax }),
  shape: (rows) =>
    rows.map((row) => ({ address: row.address, ...roleOf(row), interfaces: row.interfaces, instances: row.instances })),
});

/** Which served ports make which role, the most telling first. A port is a hint, so the proof names it. */
const roles: readonly [role: string, ports: readonly number[]][] = [
  ['domain controller', [88, 389, 636]],
  ['database server', [1433, 1521, 3306, 5432, 5439, 6379, 9042, 9200, 27017]],
  ['DNS server', [53]],
  ['mail server', [25, 465, 587]],
  ['web server', [80, 443, 8080, 8443]],
  ['Windows host', [135, 139, 445, 3389, 5985, 5986]],
  ['SSH host', [22]],
];

function roleOf(row: Row): { role: string; roleFrom: string } {
  if (row.translated > 0) {
    return { role: 'NAT gateway or proxy', roleFrom: `stands in between for ${plural(row.translated, 'flow')}` };
  }
  const served = row.servedPorts;
  if (served.length > 0) {
    const role = roles.find(([, ports]) => ports.some((port) => served.includes(port)))?.[0] ?? 'server';
    const peers =
      row.servedExternalPeers > 0
        ? plural(row.servedExternalPeers, 'external peer')
        : plural(row.servedPeers, 'internal peer');
    return { role, roleFrom: `answers on ${formatPorts(served)} to ${peers}` };
  }
  if (row.usedExternalPeers > 0) {
    return {
      role: 'client',
      roleFrom: `opens connections to ${plural(row.usedExternalPeers, 'external peer')} on ${formatPorts(row.usedPorts)}`,
    };
  }
  if (row.usedPorts.length > 0)
    return { role: 'client', roleFrom: `opens connections inside on ${formatPorts(row.usedPorts)}` };
  if (row.unansweredPeers > 0) {
    return {
      role: 'not identifiable',
      roleFrom: `was asked by ${plural(row.unansweredPeers, 'peer')}; no answer is in these logs`,
    };
  }
  return { role: 'not identifiable', roleFrom: row.label ?? 'no port decides who serves whom' };
}
