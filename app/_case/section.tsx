import type { ReactNode } from 'react';

/** One part of the workbook: a heading that can be jumped to, and who wrote it beside. */
export function Section({
  id,
  title,
  number,
  aside,
  children,
}: {
  id: string;
  title: string;
  number?: number;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`${id}-heading`} id={id} className="border-t border-line pt-5 pb-8 first:border-t-0">
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <h2
          id={`${id}-heading`}
          tabIndex={-1}
          className="rounded-sm text-lg font-[620] tracking-[-0.018em] outline-offset-4"
        >
          {number ? <span className="mr-2 font-[480] text-ink-3">{number}</span> : null}
          {title}
        </h2>
        {aside ? <div className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** A smaller heading inside a section. */
export function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-6 first:mt-0">
      <h3 className="mb-1.5 text-sm font-[600]">
        {title}
        {note ? <span className="ml-2 font-[420] text-ink-3">{note}</span> : null}
      </h3>
      {children}
    </div>
  );
}
