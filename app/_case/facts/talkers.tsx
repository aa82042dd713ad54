import type { PairFact, PortFact, Talker } from '#lib/model/facts.ts';
import { formatCount } from '#lib/names/format.ts';
import { Address } from '../../_ui/address.tsx';
import { DataTable } from '../../_ui/data-table.tsx';
import { Bytes, Count } from '../../_ui/figure.tsx';
import { LinesLink } from '../evidence/evidence-chip.tsx';
import { ShareBar } from './share-bar.tsx';

/** An address that leads to its lines. */
export function AddressLink({ value }: { value: string }) {
  return (
    <LinesLink where={`ip=${value}`} title={`lines with ${value}`}>
      <Address value={value} />
    </LinesLink>
  );
}

/** A port that leads to its lines, with what is usually behind it. */
export function PortLink({ port, protocol }: { port: number; protocol: string }) {
  return (
    <LinesLink where={`port=${port}`} title={`lines of service port ${port}`}>
      <span className="mono">
        {protocol}/{port}
      </span>
    </LinesLink>
  );
}

/** Who spoke most, or was spoken to most. */
export function Talkers({ caption, rows }: { caption: string; rows: readonly Talker[] }) {
  const most = Math.max(...rows.map((row) => row.flows), 1);
  return (
    <DataTable
      caption={`${caption} with the most flows`}
      minWidth={540}
      rows={rows}
      rowKey={(row) => row.address}
      empty="No flows."
      columns={[
        { header: caption, rowHeader: true, cell: (row) => <AddressLink value={row.address} />, width: '19%' },
        {
          header: 'Is',
          kind: 'clip',
          cell: (row) => {
            const words = [row.scope, row.label].filter(Boolean).join(' · ');
            return (
              <span className="text-xs text-ink-2" title={words}>
                {words}
              </span>
            );
          },
        },
        {
          header: 'Direction',
          kind: 'nowrap',
          width: '84px',
          cell: (row) => <span className="text-ink-2">{row.direction}</span>,
        },
        {
          header: 'Flows',
          kind: 'figure',
          width: '112px',
          cell: (row) => (
            <>
              <ShareBar value={row.flows} marked={row.rejected} most={most} />
              <Count value={row.flows} />
            </>
          ),
        },
        { header: 'Rejected', kind: 'figure', width: '76px', cell: (row) => <Count value={row.rejected} /> },
        { header: 'Bytes', kind: 'figure', width: '84px', cell: (row) => <Bytes value={row.bytes} /> },
      ]}
    />
  );
}

export function Ports({ rows }: { rows: readonly PortFact[] }) {
  const most = Math.max(...rows.map((row) => row.flows), 1);
  return (
    <DataTable
      caption="Destination ports with the most flows"
      rows={rows}
      rowKey={(row) => `${row.protocol}/${row.port}`}
      empty="No flow has a port."
      minWidth={460}
      columns={[
        {
          header: 'Port',
          kind: 'nowrap',
          rowHeader: true,
          cell: (row) => <PortLink port={row.port} protocol={row.protocol} />,
        },
        { header: 'Usually', cell: (row) => <span className="text-ink-2">{row.service}</span> },
        {
          header: 'Flows',
          kind: 'figure',
          cell: (row) => (
            <>
              <ShareBar value={row.flows} marked={row.rejected} most={most} />
              <Count value={row.flows} />
            </>
          ),
        },
        { header: 'Accepted', kind: 'figure', cell: (row) => <Count value={row.accepted} /> },
        { header: 'Rejected', kind: 'figure', cell: (row) => <Count value={row.rejected} /> },
        { header: 'Bytes', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
      ]}
    />
  );
}

export function Pairs({ rows }: { rows: readonly PairFact[] }) {
  return (
    <DataTable
      caption="Pairs with the most flows"
      rows={rows}
      rowKey={(row) => `${row.source} ${row.destination}`}
      empty="No flows."
      minWidth={460}
      columns={[
        { header: 'Source', rowHeader: true, cell: (row) => <AddressLink value={row.source} /> },
        { header: 'Destination', cell: (row) => <AddressLink value={row.destination} /> },
        { header: 'Flows', kind: 'figure', cell: (row) => formatCount(row.flows) },
        { header: 'Rejected', kind: 'figure', cell: (row) => <Count value={row.rejected} /> },
        { header: 'Bytes', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
      ]}
    />
  );
}
