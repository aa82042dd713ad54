'use client';

import type { ReactNode } from 'react';
import type { LinesQuery } from '../../_data/api.ts';
import { useEvidence } from './evidence-context.tsx';

/** The lines behind a claim, one press away. */
export function EvidenceChip({ query, title, label }: { query: LinesQuery; title: string; label: string }) {
  return (
    <LinesButton query={query} title={title} className="lines-chip mono">
      {label}
    </LinesButton>
  );
}

/** A value of a table that leads to the records with it: an address, a port, an action. */
export function LinesLink({ where, title, children }: { where: string; title: string; children: ReactNode }) {
  return (
    <LinesButton query={{ where }} title={title} className="lines-link">
      {children}
    </LinesButton>
  );
}

function LinesButton({
  query,
  title,
  className,
  children,
}: {
  query: LinesQuery;
  title: string;
  className: string;
  children: ReactNode;
}) {
  const { selection, open } = useEvidence();
  const active = selection !== null && JSON.stringify(selection.query) === JSON.stringify(query);
  return (
    <button
      type="button"
      data-lines=""
      title={`Show the lines: ${title}`}
      aria-pressed={active}
      className={className}
      // `detail` counts the clicks of a mouse; it is 0 when Enter or Space did it.
      onClick={(event) => open({ query, title }, event.currentTarget, event.detail === 0)}
    >
      {children}
    </button>
  );
}
