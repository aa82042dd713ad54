'use client';

import { useSyncExternalStore } from 'react';

/** Whether a media query holds; `atServer` is what the page assumes before the browser has answered. */
export function useMedia(query: string, atServer: boolean): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => atServer,
  );
}
