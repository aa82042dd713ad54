import type { OutboundFact } from '#lib/model/facts.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Bytes, Count } from '../../_ui/figure.tsx';
import { Limited } from './limited.tsx';
import { AddressLink, PortLink } from './talkers.tsx';

/** Who sent how much to the outside, summed over all flows of a pair and a service. */
export function Outbound({ rows }: { rows: readonly OutboundFact[] }) {
  return (
    <Limited rows={rows} first={8} max={100}>
      {(some, part) => (
        <DataTable
          caption={part === 'first' ? 'Accepted outbound traffic' : 'Accepted outbound traffic, the rest'}
          rows={some}
          rowKey={(row) => `${row.source} ${row.destination} ${row.protocol}/${row.port}`}
          empty="No accepted traffic went from inside to outside."
          minWidth={600}
          columns={[
            { header: 'From', rowHeader: true, cell: (row) => <AddressLink value={row.source} /> },
            { header: 'To', cell: (row) => <AddressLink value={row.destination} /> },
            { header: 'Service', kind: 'nowrap', cell: (row) => <PortLink port={row.port} protocol={row.protocol} /> },
            { header: 'Bytes', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
            { header: 'Largest flow', kind: 'figure', cell: (row) => <Bytes value={row.largestFlowBytes} /> },
            { header: 'Flows', kind: 'figure', cell: (row) => <Count value={row.flows} /> },
            { header: 'Opened by', kind: 'nowrap', cell: (row) => openedBy[row.initiator] },
          ]}
        />
      )}
    </Limited>
  );
}

const openedBy = { source: 'inside', destination: 'outside', unknown: 'not known' };
