'use client';

import { useEffect, useSyncExternalStore } from 'react';

const storageKey = 'flowcase-single-keys';
const changed = new Set<() => void>();

/** Whether single keys act as shortcuts: on, unless the person switched them off (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, singleKeysOn, () => true);
  return [on, setSingleKeys];
}

/**
 * Calls `handle` for a key pressed outside of text fields, dialogs and with nothing held down. It returns true for a key
 * that it took.
 */
export function useShortcut(handle: (key: string) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || !singleKeysOn()) return;
      if (handle(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [handle]);
}

/** Whether keys belong to the thing that has the focus: a field one types into, or an open menu or dialog. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=menu], [role=dialog]') !== null)
  );
}

function subscribe(listener: () => void): () => void {
  changed.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    changed.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function singleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== 'off';
  } catch {
    // A browser that keeps nothing has the usual setting.
    return true;
  }
}

function setSingleKeys(on: boolean): void {
  try {
    window.localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    return;
  }
  for (const listener of changed) listener();
}
