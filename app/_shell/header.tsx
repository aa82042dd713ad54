import { HardDrive } from 'lucide-react';
import Link from 'next/link';
import { Mark } from '../_ui/mark.tsx';
import { ThemeToggle } from '../_ui/theme.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { NavLink } from './nav-link.tsx';

/** The same on every page, with help in the same place. */
export function Header() {
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-paper">
      <div className="flex h-12 items-center gap-1 px-3 sm:gap-2 sm:px-5">
        <Link
          href="/"
          className="mr-1 inline-flex h-8 items-center gap-2 rounded-md pr-2 font-[640] tracking-[-0.015em] sm:mr-4"
        >
          <Mark />
          <span className="max-[379px]:sr-only">Flowcase</span>
        </Link>
        <nav aria-label="Main" className="flex items-center gap-0.5 sm:gap-1">
          <NavLink href="/">New</NavLink>
          <NavLink href="/cases">Cases</NavLink>
          <NavLink href="/help">Help</NavLink>
        </nav>
        <div className="ml-auto flex items-center gap-1">
          <span
            title="Logs and cases stay on the computer that runs Flowcase"
            className="mr-1 inline-flex h-6 items-center gap-1.5 rounded-full border border-line px-2 text-xs text-ink-2"
          >
            <HardDrive size={12} aria-hidden="true" />
            <span className="max-xs:sr-only">On this device</span>
          </span>
          <KeyboardHelp />
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
