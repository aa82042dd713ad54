'use client';

import { plural } from '#lib/names/format.ts';
import type { SampleTitle } from '../_data/server.ts';

/** Six cases to try it with. */
export function Samples({
  samples,
  disabled,
  onOpen,
}: {
  samples: readonly SampleTitle[];
  disabled: boolean;
  onOpen: (id: string, title: string) => void;
}) {
  if (samples.length === 0) return null;
  return (
    <section aria-labelledby="samples" className="mt-9">
      <h2 id="samples" className="text-sm font-[560]">
        No logs at hand? Take a sample
      </h2>
      <ul className="mt-2 grid gap-x-6 border-t border-line sm:grid-cols-2">
        {samples.map(({ id, title, description, lines }) => (
          <li key={id} className="border-b border-line">
            <button
              type="button"
              disabled={disabled}
              onClick={() => onOpen(id, title)}
              className="group flex w-full items-baseline gap-3 rounded-sm py-2 text-left disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="text-sm font-[560] group-hover:text-accent">{title}</span>
                <span className="block text-xs text-ink-2">{description}</span>
              </span>
              <span className="text-xs whitespace-nowrap text-ink-3">{plural(lines, 'line')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
