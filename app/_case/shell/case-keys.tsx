'use client';

import { useCallback, useEffect } from 'react';
import { useShortcut } from '../../_shell/shortcuts.ts';
import { useCopying } from '../report/copy-context.tsx';
import { useRun } from '../run/run-context.tsx';

/** The keys of a case; `shortcut-table.tsx` tells people of them. */
export function CaseKeys() {
  const { copy } = useCopying();
  const { start } = useRun();

  useShortcut(
    useCallback(
      (key) => {
        if (/^[1-4]$/.test(key)) return focusOn(document.getElementById(`step-${key}-heading`));
        switch (key.toLowerCase()) {
          case 'j':
            return focusOn(finding(1));
          case 'k':
            return focusOn(finding(-1));
          case 'c':
            copy();
            return true;
          case 'enter':
            return openEvidence();
          default:
            return false;
        }
      },
      [copy],
    ),
  );

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      start();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [start]);

  return null;
}

/** The finding after or before the one that has the focus; the first when none has. Candidates, while no finding is written. */
function finding(step: 1 | -1): HTMLElement | null {
  const written = [...document.querySelectorAll<HTMLElement>('#step-2 [data-finding]')];
  const all = written.length > 0 ? written : [...document.querySelectorAll<HTMLElement>('[data-finding]')];
  const at = all.findIndex((element) => element.contains(document.activeElement));
  if (at < 0) return (step === 1 ? all[0] : all.at(-1)) ?? null;
  return all[Math.min(Math.max(at + step, 0), all.length - 1)] ?? null;
}

// Only where a finding itself has the focus: Enter on a button inside it is that button's.
function openEvidence(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !focused.matches('[data-finding]')) return false;
  const chip = focused.querySelector<HTMLElement>('[data-lines]');
  chip?.click();
  return chip !== null;
}

function focusOn(element: HTMLElement | null): boolean {
  if (!element) return false;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
  return true;
}
