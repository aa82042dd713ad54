import type { SurfaceFact } from '#lib/model/facts.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Bytes, Count } from '../../_ui/figure.tsx';
import { Limited } from './limited.tsx';
import { AddressLink, PortLink } from './talkers.tsx';

/** Services of inside hosts, per peer. */
export function Surface({ rows }: { rows: readonly SurfaceFact[] }) {
  return (
    <Limited rows={rows} first={8} max={100}>
      {(some, part) => (
        <DataTable
          caption={part === 'first' ? 'Attack surface' : 'Attack surface, the rest'}
          rows={some}
          rowKey={(row) => `${row.host} ${row.side} ${row.protocol}/${row.port} ${row.peer}`}
          empty="No service of an inside host can be told."
          minWidth={660}
          columns={[
            { header: 'Host', rowHeader: true, cell: (row) => <AddressLink value={row.host} /> },
            { header: 'Does', kind: 'nowrap', cell: (row) => (row.side === 'server' ? 'serves' : 'uses') },
            { header: 'Service', kind: 'nowrap', cell: (row) => <PortLink port={row.port} protocol={row.protocol} /> },
            { header: 'Peer', cell: (row) => <AddressLink value={row.peer} /> },
            { header: 'Accepted', kind: 'figure', cell: (row) => <Count value={row.accepted} /> },
            { header: 'Rejected', kind: 'figure', cell: (row) => <Count value={row.rejected} /> },
            { header: 'In', kind: 'figure', cell: (row) => <Bytes value={row.bytesIn} /> },
            { header: 'Out', kind: 'figure', cell: (row) => <Bytes value={row.bytesOut} /> },
          ]}
        />
      )}
    </Limited>
  );
}
