'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { CaseSummary } from '#lib/cases/store.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { CaseBadges } from '../_shell/case-badges.tsx';
import { buttonClasses } from '../_ui/button.tsx';
import { useDeletes } from './use-deletes.ts';

/** Every case of this computer, the last changed first. A delete can be taken back for ten seconds. */
export function CaseList({ cases }: { cases: readonly CaseSummary[] }) {
  const { going, remove } = useDeletes();
  const shown = cases.filter(({ id }) => !going.has(id));
  if (shown.length === 0) {
    return (
      <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
        <p className="text-ink-2">No cases yet. Paste logs, or open a sample. Cases stay on this computer.</p>
        <p className="mt-4">
          <Link href="/" className={buttonClasses({ look: 'primary' })}>
            Paste logs
          </Link>
        </p>
      </div>
    );
  }
  return (
    <>
      <p className="mb-2 text-sm text-ink-3">{plural(shown.length, 'case')}, the last changed first</p>
      <ul className="border-t border-line">
        {shown.map(({ id, name, sample, worst, flows, candidates, updatedAt }) => (
          <li key={id} className="group flex items-center gap-2 border-b border-line">
            <Link
              href={`/case/${id}`}
              className="grid min-h-12 min-w-0 flex-1 items-center gap-x-5 rounded-sm py-2 sm:grid-cols-[minmax(0,1fr)_auto_6.5rem_5.5rem_9rem]"
            >
              <span className="truncate font-[560] group-hover:text-accent">{name}</span>
              <CaseBadges sample={sample} worst={worst} />
              <span className="text-xs text-ink-2 sm:text-right">{plural(candidates, 'candidate')}</span>
              <span className="text-xs text-ink-2 max-sm:hidden sm:text-right">{formatCount(flows)} flows</span>
              <time dateTime={updatedAt} className="text-xs text-ink-3 sm:text-right">
                {updatedAt.slice(0, 16).replace('T', ' ')}Z
              </time>
            </Link>
            <button
              type="button"
              onClick={() => remove(id, name)}
              aria-label={`Delete ${name}`}
              title="Delete"
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-critical"
            >
              <Trash2 size={15} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
