'use client';

import { FolderOpen, Lock } from 'lucide-react';
import { type ClipboardEvent, useEffect, useRef, useState } from 'react';
import { plural } from '#lib/names/format.ts';
import type { SampleTitle } from '../_data/server.ts';
import { isTyping } from '../_shell/shortcuts.ts';
import { Button } from '../_ui/button.tsx';
import { Fold } from '../_ui/fold.tsx';
import { droppedFiles } from './dropped-files.ts';
import { type Given, givenText, heldCharactersMin } from './given.ts';
import { ProblemNote } from './problem-note.tsx';
import { Progress } from './progress.tsx';
import { Samples } from './samples.tsx';
import { useIntake } from './use-intake.ts';

const example = '2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 REJECT OK';

/** The door: paste into the box or anywhere, drop anywhere, open files, or take a sample. */
export function Intake({ samples }: { samples: readonly SampleTitle[] }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [internal, setInternal] = useState('');
  const [hint, setHint] = useState('');
  const { state, read, openSample, cancel, dismiss } = useIntake();
  const busy = state.kind === 'sending' || state.kind === 'reading';

  const take = (given: Given, layout?: string[]) => void read(given, { internal, layout });

  function readBox() {
    const text = box.current?.value ?? '';
    if (text.trim() !== '') return take(givenText(text));
    setHint('Paste some log lines first, or open a file.');
    box.current?.focus();
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0) {
      event.preventDefault();
      take({ kind: 'files', files: [...files] });
    } else if (text.length > heldCharactersMin) {
      event.preventDefault();
      take(givenText(text));
    } else if (text.trim() !== '') {
      // The box holds the text only after this event.
      setTimeout(readBox);
    }
  }

  usePageWidePaste((given) => {
    if (box.current && given.kind === 'text') box.current.value = given.text;
    take(given);
  });
  const dragging = usePageWideDrop((files) => take({ kind: 'files', files }));

  return (
    <div>
      <label htmlFor="logs" className="text-sm font-[560]">
        VPC Flow Logs
      </label>
      <div className="mt-1.5 rounded-lg border border-line-strong bg-panel focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
        <textarea
          ref={box}
          id="logs"
          // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and it is this box
          autoFocus
          rows={9}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          readOnly={busy}
          placeholder={example}
          aria-describedby="logs-about logs-state"
          onPaste={onPaste}
          onChange={() => {
            setHint('');
            if (state.kind === 'failed') dismiss();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) readBox();
          }}
          className="mono block w-full resize-y rounded-t-lg bg-transparent px-3.5 py-3 text-xs leading-5 outline-none placeholder:text-ink-3"
        />
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-2.5 py-2">
          <Button look="primary" onClick={readBox} disabled={busy}>
            Read these logs
          </Button>
          <Button onClick={() => picker.current?.click()} disabled={busy}>
            <FolderOpen size={15} aria-hidden="true" />
            Open files…
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label="Log files"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              // Cleared, so that the same files can be chosen again after a failure.
              event.target.value = '';
              if (files.length > 0) take({ kind: 'files', files });
            }}
          />
          <p id="logs-about" className="text-xs text-ink-3 sm:ml-1">
            Paste or drop anywhere. Text or .gz, any columns, many files at once.
          </p>
        </div>
      </div>

      <div id="logs-state" className="mt-2 empty:hidden">
        {hint ? <p className="text-sm text-medium">{hint}</p> : null}
        {busy ? <Progress state={state} onCancel={cancel} /> : null}
        {state.kind === 'failed' ? (
          <ProblemNote
            problem={state.problem}
            given={state.given}
            onLayout={(given, layout) => take(given, layout)}
            onRetry={state.given ? (given) => take(given) : null}
          />
        ) : null}
      </div>

      <p className="mt-2.5 flex items-center gap-2 text-sm text-ink-2">
        <Lock size={14} aria-hidden="true" className="text-ok" />
        Read on this computer; nothing is sent anywhere.
      </p>
      <InternalNetworks value={internal} onChange={setInternal} />
      <Samples samples={samples} disabled={busy} onOpen={(id, title) => void openSample(id, title)} />

      {dragging ? (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-shade p-6">
          <p className="rounded-lg border-2 border-dashed border-accent bg-panel px-8 py-6 text-lg font-[560] shadow-raise">
            Drop to read {dragging === 1 ? 'the file' : plural(dragging, 'file')}
          </p>
        </div>
      ) : null}
    </div>
  );
}

function InternalNetworks({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Fold summary="Own networks besides the private ranges">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2">
        <label htmlFor="internal" className="text-xs text-ink-2">
          CIDRs that count as internal
        </label>
        <input
          id="internal"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder="198.51.100.0/24, 2001:db8::/32"
          spellCheck={false}
          autoComplete="off"
          className="mono h-8 w-72 max-w-full rounded-md border border-line-strong bg-panel px-2 text-xs placeholder:text-ink-3"
        />
      </div>
    </Fold>
  );
}

/** Hears a paste that went to no field of the page. */
function usePageWidePaste(onGiven: (given: Given) => void) {
  const handler = useRef(onGiven);
  useEffect(() => {
    handler.current = onGiven;
  });
  useEffect(() => {
    const listen = (event: globalThis.ClipboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || !event.clipboardData) return;
      const files = [...event.clipboardData.files];
      const text = event.clipboardData.getData('text/plain');
      if (files.length > 0) handler.current({ kind: 'files', files });
      else if (text.trim() !== '') handler.current(givenText(text));
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
}

/** Hears files dropped anywhere; tells how many are being dragged over the page, 0 for none. */
function usePageWideDrop(onFiles: (files: File[]) => void): number {
  const handler = useRef(onFiles);
  const [dragging, setDragging] = useState(0);
  useEffect(() => {
    handler.current = onFiles;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDragging(Math.max(event.dataTransfer.items.length, 1));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(0);
    };
    const drop = (event: DragEvent) => {
      setDragging(0);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer.items).then((files) => {
        if (files.length > 0) handler.current(files);
      });
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return dragging;
}
