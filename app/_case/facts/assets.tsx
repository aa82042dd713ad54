import type { Asset } from '#lib/model/facts.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Limited } from './limited.tsx';
import { AddressLink } from './talkers.tsx';

/** Inside addresses with the role that their traffic shows, and how that is known. */
export function Assets({ rows }: { rows: readonly Asset[] }) {
  return (
    <Limited rows={rows} first={8} max={100}>
      {(some, part) => (
        <DataTable
          caption={part === 'first' ? 'Assets' : 'Assets, the rest'}
          rows={some}
          rowKey={(row) => row.address}
          empty="No inside address."
          minWidth={520}
          columns={[
            { header: 'Address', rowHeader: true, cell: (row) => <AddressLink value={row.address} /> },
            { header: 'Role', kind: 'nowrap', cell: (row) => row.role },
            { header: 'Known from', cell: (row) => <span className="text-ink-2">{row.roleFrom}</span> },
            {
              header: 'Interface, instance',
              kind: 'mono',
              cell: (row) => [...row.interfaces, ...row.instances].slice(0, 3).join(', ') || '-',
            },
          ]}
        />
      )}
    </Limited>
  );
}
