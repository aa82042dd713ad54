import { length } from '#lib/reports/wrap.ts';

export interface AlignedColumn {
  title: string;
  align: 'left' | 'right';
}

/** Rows under their titles, two blanks between columns, nothing cut: for terminals and for `awk` alike. */
export function alignedTable(columns: readonly AlignedColumn[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => length(row[at] ?? ''))));
  return all
    .map((row) =>
      columns
        .map(({ align }, at) => {
          const cell = row[at] ?? '';
          const space = ' '.repeat((widths[at] ?? 0) - length(cell));
          return align === 'right' ? `${space}${cell}` : `${cell}${space}`;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns by their titles; a title that begins with `#` is a number and stands to the right. */
export const columnsOf = (titles: readonly string[]): AlignedColumn[] =>
  titles.map((title) => (title.startsWith('#') ? { title: title.slice(1), align: 'right' } : { title, align: 'left' }));
