'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { formatCount, plural } from '#lib/names/format.ts';
import type { LinesQuery } from '../../_data/api.ts';
import { announce } from '../../_ui/announce.tsx';
import { Button } from '../../_ui/button.tsx';
import { Choice } from '../../_ui/choice.tsx';
import { ScrollRegion } from '../../_ui/data-table.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { LinesTable } from './lines-table.tsx';
import { useLines } from './use-lines.ts';

const views = [
  { id: 'reading', label: 'Fields' },
  { id: 'raw', label: 'Raw' },
] as const;
type View = (typeof views)[number]['id'];

/** The lines of a query: to read field by field, or as they stand in the log. */
export function LinesView({ caseId, query }: { caseId: string; query: LinesQuery }) {
  const { state, more } = useLines(caseId, query);
  const [view, setView] = useState<View>('reading');
  const severalSources = new Set(state.lines.map((line) => line.source)).size > 1;
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={state.kind === 'loading'}>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-2 text-xs text-ink-2">
        <span className="flex-1">{countText(state)}</span>
        <CopyLines lines={state.lines.map((line) => line.text)} />
        <Choice label="How lines are shown" options={views} value={view} onChange={setView} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line px-4 py-1">
        {view === 'reading' ? (
          <LinesTable lines={state.lines} severalSources={severalSources} />
        ) : (
          <ScrollRegion label="Lines as they stand in the log">
            <ol className="mono text-2xs leading-5">
              {state.lines.map((line) => (
                <li key={`${line.source}:${line.line}`} className="flex gap-3 whitespace-pre">
                  <span className="text-ink-3 select-none">
                    {severalSources ? `${line.source}:` : ''}L{line.line}
                  </span>
                  <span>{line.text}</span>
                </li>
              ))}
            </ol>
          </ScrollRegion>
        )}
        {state.kind === 'loading' ? <p className="late py-2 text-xs text-ink-3">Reading the lines…</p> : null}
        {state.kind === 'shown' && state.total === 0 ? (
          <p className="py-2 text-sm text-ink-3">No line matches.</p>
        ) : null}
        {state.kind === 'failed' ? (
          <Notice tone="error" title={state.problem.title}>
            <p className="text-ink-2">{state.problem.hint}</p>
          </Notice>
        ) : null}
        {state.kind === 'shown' && state.lines.length < state.total ? (
          <Button size="sm" onClick={more} className="my-2">
            Show more: {formatCount(state.total - state.lines.length)} to go
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function countText(state: ReturnType<typeof useLines>['state']): string {
  const shown = state.lines.length;
  if (state.kind !== 'shown') return shown > 0 ? plural(shown, 'line') : '';
  return shown < state.total ? `${formatCount(shown)} of ${plural(state.total, 'line')}` : plural(state.total, 'line');
}

function CopyLines({ lines }: { lines: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  if (lines.length === 0) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${lines.join('\n')}\n`);
    } catch {
      announce('The browser did not allow copying. Switch to Raw and select the lines.');
      return;
    }
    setCopied(true);
    announce(`${plural(lines.length, 'line')} copied.`);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button size="sm" look="quiet" onClick={() => void copy()}>
      {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
      {copied ? 'Copied' : 'Copy lines'}
    </Button>
  );
}
