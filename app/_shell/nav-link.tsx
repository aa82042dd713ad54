'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classes } from '../_ui/classes.ts';

/** A link of the header that knows when it is the page one is on. */
export function NavLink({ href, children }: { href: Route; children: string }) {
  const current = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classes(
        'inline-flex h-8 items-center rounded-md px-2 text-sm transition-colors sm:px-2.5',
        current ? 'bg-sunken font-[560] text-ink' : 'text-ink-2 hover:bg-sunken hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
