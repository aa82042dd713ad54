import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** A part that stays closed until asked for; works without script and in print. */
export function Fold({
  summary,
  open = false,
  children,
  id,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
  id?: string;
}) {
  return (
    <details className="fold" open={open} id={id}>
      <summary className="text-sm">
        <ChevronRight size={14} aria-hidden="true" />
        {summary}
      </summary>
      <div className="pt-1 pb-2 pl-5">{children}</div>
    </details>
  );
}
