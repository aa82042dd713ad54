'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LinesQuery } from '../../_data/api.ts';

/** Which lines are shown, and in what words. */
export interface Selection {
  query: LinesQuery;
  title: string;
}

interface Evidence {
  caseId: string;
  selection: Selection | null;
  /** `focus` where the person came by keyboard: then the focus follows to the lines. */
  open: (selection: Selection, from: HTMLElement, focus: boolean) => void;
  /** Back to where the lines were opened from. */
  close: () => void;
  panel: React.RefObject<HTMLHeadingElement | null>;
}

const Context = createContext<Evidence | null>(null);

export function EvidenceProvider({ caseId, children }: { caseId: string; children: ReactNode }) {
  const [selection, setSelection] = useState<Selection | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const panel = useRef<HTMLHeadingElement | null>(null);

  const open = useCallback((next: Selection, from: HTMLElement, focus: boolean) => {
    opener.current = from;
    setSelection(next);
    // The panel stands in the page already on wide screens; elsewhere the dialog takes the focus itself.
    if (focus) requestAnimationFrame(() => panel.current?.focus());
  }, []);
  const close = useCallback(() => {
    setSelection(null);
    requestAnimationFrame(() => opener.current?.focus());
  }, []);

  useEffect(() => {
    if (!selection) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [selection, close]);

  const value = useMemo(() => ({ caseId, selection, open, close, panel }), [caseId, selection, open, close]);
  return <Context value={value}>{children}</Context>;
}

export function useEvidence(): Evidence {
  const value = use(Context);
  if (!value) throw new Error('useEvidence outside of EvidenceProvider');
  return value;
}
