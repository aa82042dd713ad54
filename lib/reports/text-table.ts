import type { Column } from './blocks.ts';
import { length, wrap } from './wrap.ts';

const gap = ' | ';

/** A table with aligned columns within `width` characters: the widest columns give way first, their cells wrap. */
export function textTable(columns: readonly Column[], rows: readonly string[][], width: number): string {
  const heads = columns.map(({ title }) => title);
  const widths = narrowed(
    columns.map((_, index) => Math.max(1, ...[heads, ...rows].map((row) => length(row[index] ?? '')))),
    width - gap.length * (columns.length - 1),
  );
  const rule = widths.map((columnWidth) => '-'.repeat(columnWidth)).join('-+-');
  const body = (row: readonly string[]) => rowLines(row, columns, widths);
  return [...body(heads), rule, ...rows.flatMap(body)].join('\n');
}

/** Lowers the widest columns to a common height until all fit. */
function narrowed(natural: readonly number[], width: number): number[] {
  let limit = Math.max(...natural);
  const sum = () => natural.reduce((total, value) => total + Math.min(value, limit), 0);
  while (sum() > width && limit > 1) limit--;
  const widths = natural.map((value) => Math.min(value, limit));
  // What lowering by whole steps left over goes to the columns that gave way, from the left.
  let rest = width - sum();
  return widths.map((value, index) => {
    if (rest <= 0 || value >= (natural[index] ?? 0)) return value;
    rest--;
    return value + 1;
  });
}

function rowLines(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const cells = widths.map((width, index) => wrap(row[index] ?? '', width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => pad(lines[at] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join(gap)
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - length(text)));
  return align === 'right' ? `${space}${text}` : `${text}${space}`;
}
