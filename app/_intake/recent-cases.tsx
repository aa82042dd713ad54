import Link from 'next/link';
import type { CaseSummary } from '#lib/cases/store.ts';
import { plural } from '#lib/names/format.ts';
import { CaseBadges } from '../_shell/case-badges.tsx';

/** The last cases, so that a returning person goes on with one step. */
export function RecentCases({ cases }: { cases: readonly CaseSummary[] }) {
  if (cases.length === 0) return null;
  return (
    <section aria-labelledby="recent" className="mt-9">
      <h2 id="recent" className="text-sm font-[560]">
        Continue
      </h2>
      <ul className="mt-2 border-t border-line">
        {cases.map((entry) => (
          <li key={entry.id} className="border-b border-line">
            <Link
              href={`/case/${entry.id}`}
              className="group flex min-h-9 flex-wrap items-center gap-x-3 rounded-sm py-1.5 text-sm"
            >
              <span className="min-w-0 flex-1 truncate group-hover:text-accent">{entry.name}</span>
              <CaseBadges sample={entry.sample} worst={entry.worst} />
              <span className="w-20 text-right text-xs text-ink-3">{plural(entry.flows, 'flow')}</span>
              <time dateTime={entry.updatedAt} className="text-xs text-ink-3 max-sm:hidden">
                {entry.updatedAt.slice(0, 16).replace('T', ' ')}Z
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
