'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatBytes } from '#lib/names/format.ts';
import { loadClipboard } from '../../_data/api.ts';
import type { Clipboard } from '../../_data/wire.ts';
import { announce } from '../../_ui/announce.tsx';
import { Modal } from '../../_ui/modal.tsx';
import { writeClipboard } from './write-clipboard.ts';

type CopyState = { kind: 'ready' } | { kind: 'copied'; words: string } | { kind: 'failed'; words: string };

interface Copying {
  caseId: string;
  state: CopyState;
  copy: () => void;
  /** External addresses as `203[.]0[.]113[.]45` in what is copied and exported. */
  defang: boolean;
  setDefang: (defang: boolean) => void;
}

const Context = createContext<Copying | null>(null);
const shownMs = 2000;

/**
 * Keeps both forms of the report at hand, so that the click finds them ready. `version` changes whenever the stored
 * report does.
 */
export function CopyProvider({ caseId, version, children }: { caseId: string; version: string; children: ReactNode }) {
  const [state, setState] = useState<CopyState>({ kind: 'ready' });
  const [defang, setDefang] = useState(true);
  const [byHand, setByHand] = useState<string | null>(null);
  const ready = useRef<Promise<Clipboard> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is why the report is fetched again
  useEffect(() => {
    const controller = new AbortController();
    ready.current = fetchReport(caseId, defang, controller.signal);
    return () => controller.abort();
  }, [caseId, version, defang]);

  const show = useCallback((next: CopyState) => {
    setState(next);
    if (next.kind !== 'ready') announce(next.words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState({ kind: 'ready' }), shownMs);
  }, []);

  const copy = useCallback(() => {
    const report = ready.current;
    if (!report) return;
    void writeClipboard(report, navigator.clipboard).then(async (written) => {
      try {
        const { html, text } = await report;
        if (written === 'denied') setByHand(text);
        else show({ kind: 'copied', words: copiedWords(written, html, text) });
      } catch {
        // Asked for anew at the next click: the program may be there again by then.
        ready.current = fetchReport(caseId, defang, new AbortController().signal);
        show({ kind: 'failed', words: 'The report could not be fetched. Try again.' });
      }
    });
  }, [caseId, defang, show]);

  const value = useMemo(() => ({ caseId, state, copy, defang, setDefang }), [caseId, state, copy, defang]);
  return (
    <Context value={value}>
      {children}
      <Modal
        open={byHand !== null}
        onOpenChange={(open) => !open && setByHand(null)}
        wide
        title="Press Ctrl+C to copy"
        description="The browser did not allow the page to copy by itself. The text is selected."
      >
        <textarea
          readOnly
          rows={16}
          aria-label="Report"
          value={byHand ?? ''}
          ref={(area) => area?.select()}
          className="mono block w-full rounded-md border border-line bg-sunken p-3 text-2xs leading-5"
        />
      </Modal>
    </Context>
  );
}

export function useCopying(): Copying {
  const value = use(Context);
  if (!value) throw new Error('useCopying outside of CopyProvider');
  return value;
}

function fetchReport(caseId: string, defang: boolean, signal: AbortSignal): Promise<Clipboard> {
  const report = load(caseId, defang, signal);
  // Nobody may wait for it, and then its failure is nobody's news.
  report.catch(() => {});
  return report;
}

async function load(caseId: string, defang: boolean, signal: AbortSignal): Promise<Clipboard> {
  const answer = await loadClipboard(caseId, defang, signal);
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
}

function copiedWords(written: 'rich' | 'plain', html: string, text: string): string {
  const size = new Blob(written === 'rich' ? [html, text] : [text]).size;
  return `Copied ✓ ${written === 'rich' ? 'rich text + plain' : 'plain text'}, ${formatBytes(size)}`;
}
