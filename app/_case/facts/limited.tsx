import type { ReactNode } from 'react';
import { formatCount } from '#lib/names/format.ts';
import { Fold } from '../../_ui/fold.tsx';

/** The first rows at once, the rest behind a fold, and never more than a page can carry. */
export function Limited<Row>({
  rows,
  first,
  max,
  children,
}: {
  rows: readonly Row[];
  first: number;
  max: number;
  children: (rows: readonly Row[], part: 'first' | 'rest') => ReactNode;
}) {
  if (rows.length <= first) return children(rows, 'first');
  const rest = rows.slice(first, max);
  return (
    <>
      {children(rows.slice(0, first), 'first')}
      <Fold summary={`${formatCount(rows.length - first)} more`}>
        {children(rest, 'rest')}
        {rows.length > max ? (
          <p className="mt-1 text-xs text-ink-3">
            Up to {formatCount(max)} are shown; the JSON report has all {formatCount(rows.length)}.
          </p>
        ) : null}
      </Fold>
    </>
  );
}
