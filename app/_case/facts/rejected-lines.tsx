import type { RejectedLine } from '#lib/model/input.ts';
import { formatCount } from '#lib/names/format.ts';
import { DataTable } from '../../_ui/data-table.tsx';

/** Lines that are no flow record, with the reason of each. */
export function RejectedLines({ rows, total }: { rows: readonly RejectedLine[]; total: number }) {
  return (
    <>
      <DataTable
        caption="Lines that could not be read"
        rows={rows}
        rowKey={(row) => `${row.source}:${row.line}`}
        empty=""
        minWidth={560}
        columns={[
          { header: 'Line', kind: 'mono', rowHeader: true, cell: (row) => `${row.source}:${row.line}` },
          { header: 'Why', cell: (row) => row.reason },
          { header: 'As it stands', kind: 'mono', cell: (row) => row.text },
        ]}
      />
      {total > rows.length ? (
        <p className="mt-1 text-xs text-ink-3">
          The first {formatCount(rows.length)} of {formatCount(total)}.
        </p>
      ) : null}
    </>
  );
}
