import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Column<Row> {
  header: string;
  cell: (row: Row, index: number) => ReactNode;
  /** `figure` is right-aligned and never wraps; `text` may wrap; `clip` takes the room that is left and ends in dots. */
  kind?: 'text' | 'figure' | 'nowrap' | 'mono' | 'clip';
  /** The column that names the row. */
  rowHeader?: boolean;
  width?: string;
}

interface Props<Row> {
  caption: string;
  /** False where the heading above says the same. */
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** Said in place of the table when there are no rows. */
  empty: string;
  /** Narrowest width in px before the region scrolls sideways. */
  minWidth?: number;
}

/** A table in its own scrolling region, so that a narrow page never scrolls sideways. */
export function DataTable<Row>({ caption, captionShown = false, columns, rows, rowKey, empty, minWidth }: Props<Row>) {
  if (rows.length === 0) return <p className="text-sm text-ink-3">{empty}</p>;
  return (
    <ScrollRegion label={caption}>
      <table className="data-table" style={minWidth ? { minWidth } : undefined}>
        <caption className={captionShown ? 'pb-1 text-left text-xs text-ink-3' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.header}
                scope="col"
                className={column.kind === 'figure' ? 'figure' : undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column) => (
                <Cell key={column.header} column={column} row={row} index={index} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cell<Row>({ column, row, index }: { column: Column<Row>; row: Row; index: number }) {
  const content = column.cell(row, index);
  const name = cellClass[column.kind ?? 'text'];
  return column.rowHeader ? (
    <th scope="row" className={name}>
      {content}
    </th>
  ) : (
    <td className={name}>{content}</td>
  );
}

const cellClass = { text: undefined, figure: 'figure', nowrap: 'nowrap', mono: 'mono nowrap', clip: 'clip' };

/** Scrolls sideways inside itself and can be reached by Tab, because a region that only a mouse can scroll is lost to others. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // A group and no landmark: a page has dozens of tables, and a list of landmarks must stay short.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls, not figures
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <div role="group" aria-label={label} tabIndex={0} className={classes('scroll-x', className)}>
      {children}
    </div>
  );
}
