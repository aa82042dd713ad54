'use client';

import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { plural } from '#lib/names/format.ts';
import { Button } from '../../_ui/button.tsx';
import { classes } from '../../_ui/classes.ts';
import { useMedia } from '../../_ui/use-media.ts';
import { type Selection, useEvidence } from './evidence-context.tsx';
import { LinesView } from './lines-view.tsx';

/** Up to here all lines are loaded unasked: for more, reading the inputs again takes a while. */
const unaskedLinesMax = 5000;

/** The lines behind what one reads: a column on wide screens, a drawer below, a whole sheet on a phone. */
export function EvidencePanel({ lines }: { lines: number }) {
  const wide = useMedia('(min-width: 1280px)', true);
  const phone = useMedia('(max-width: 767px)', false);
  return wide ? <Column lines={lines} /> : <Drawer whole={phone} />;
}

const all: Selection = { query: { where: '' }, title: 'All lines' };

function Column({ lines }: { lines: number }) {
  const { caseId, selection, close, panel } = useEvidence();
  const [asked, setAsked] = useState(lines <= unaskedLinesMax);
  const shown = selection ?? (asked ? all : null);
  return (
    <aside
      aria-labelledby="evidence-heading"
      className="no-print sticky top-12 hidden h-[calc(100dvh-3rem)] flex-col border-l border-line bg-panel xl:flex"
    >
      <div className="flex items-start gap-2 px-4 pt-4 pb-2">
        <h2 id="evidence-heading" ref={panel} tabIndex={-1} className="flex-1 rounded-sm text-sm font-[600]">
          {shown?.title ?? 'Lines'}
        </h2>
        {selection ? <CloseButton onClick={close} label="Back to all lines" /> : null}
      </div>
      {shown ? (
        <LinesView key={JSON.stringify(shown.query)} caseId={caseId} query={shown.query} />
      ) : (
        <div className="px-4 text-sm text-ink-2">
          <p>Choose an address, a port or the evidence of a finding, and its lines are shown here.</p>
          <Button size="sm" className="mt-3" onClick={() => setAsked(true)}>
            Show all {plural(lines, 'line')}
          </Button>
        </div>
      )}
    </aside>
  );
}

function Drawer({ whole }: { whole: boolean }) {
  const { caseId, selection, close } = useEvidence();
  const [tall, setTall] = useState(false);
  return (
    <Dialog.Root open={selection !== null} onOpenChange={(open) => !open && close()} modal={whole}>
      <Dialog.Portal>
        {selection ? (
          <Dialog.Content
            aria-describedby={undefined}
            // The drawer lies beside the document: reading on there does not close it.
            onInteractOutside={(event) => event.preventDefault()}
            onCloseAutoFocus={(event) => event.preventDefault()}
            className={classes(
              'no-print fixed inset-x-0 bottom-0 z-40 flex flex-col border-t border-line bg-panel shadow-raise',
              whole ? 'top-0' : tall ? 'h-[84dvh]' : 'h-[46dvh]',
            )}
          >
            <div className="flex items-start gap-1 px-4 pt-3 pb-2">
              <Dialog.Title className="flex-1 self-center text-sm font-[600]">{selection.title}</Dialog.Title>
              {whole ? null : (
                <button
                  type="button"
                  onClick={() => setTall(!tall)}
                  aria-label={tall ? 'Make the lines lower' : 'Make the lines higher'}
                  className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken"
                >
                  {tall ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronUp size={16} aria-hidden="true" />}
                </button>
              )}
              <CloseButton onClick={close} label={whole ? 'Back' : 'Close'} />
            </div>
            <LinesView key={JSON.stringify(selection.query)} caseId={caseId} query={selection.query} />
          </Dialog.Content>
        ) : null}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CloseButton({ onClick, label }: { onClick: () => void; label: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={label}
      title={`${label} (Esc)`}
      className="-mt-1 -mr-1.5 inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink"
    >
      <X size={16} aria-hidden="true" />
    </button>
  );
}
