'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { ThemeProvider, useTheme } from 'next-themes';
import { type ReactNode, useSyncExternalStore } from 'react';

/** Sets the theme's class before the first paint, under the page's nonce. */
export function Theme({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
      scriptProps={scriptProps}
    >
      {children}
    </ThemeProvider>
  );
}

// In the browser the script has done its work; as data it is no script that React would warn of.
const scriptProps = typeof window === 'undefined' ? {} : { type: 'application/json' };

const themes = [
  { id: 'system', word: 'as the system', Icon: Monitor },
  { id: 'light', word: 'light', Icon: Sun },
  { id: 'dark', word: 'dark', Icon: Moon },
];

/** One button through system, light and dark. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const mounted = useMounted();
  // The server cannot know what this browser chose, so the first paint shows the neutral icon.
  const at = mounted
    ? Math.max(
        themes.findIndex(({ id }) => id === theme),
        0,
      )
    : 0;
  const current = themes[at] ?? themes[0];
  const following = themes[(at + 1) % themes.length];
  if (!current || !following) return null;
  return (
    <button
      type="button"
      onClick={() => setTheme(following.id)}
      title={`Theme: ${current.word}`}
      aria-label={`Theme: ${current.word}. Change to ${following.word}`}
      className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink"
    >
      <current.Icon size={16} aria-hidden="true" />
    </button>
  );
}

const never = () => () => {};

function useMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
