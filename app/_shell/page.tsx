import type { ReactNode } from 'react';

/** A page with one column and a title. */
export function Page({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={`mx-auto w-full px-4 pt-8 pb-20 sm:px-6 sm:pt-12 ${wide ? 'max-w-5xl' : 'max-w-3xl'}`}>
      <h1 className="mb-5 text-xl font-[620] tracking-[-0.02em]">{title}</h1>
      {children}
    </div>
  );
}
