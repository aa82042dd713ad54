'use client';

import { Copy } from 'lucide-react';
import { Button, type ButtonStyle } from '../../_ui/button.tsx';
import { useCopying } from './copy-context.tsx';

/** Copies the whole report, as rich text and as plain text at once. `brief` where there is no room for the size. */
export function CopyButton({
  label,
  brief = false,
  ...style
}: { label: string; brief?: boolean; className?: string } & ButtonStyle) {
  const { state, copy } = useCopying();
  const done = state.kind === 'copied';
  return (
    <Button {...style} onClick={copy} title="Copy the report (C)">
      {done ? null : <Copy size={14} aria-hidden="true" />}
      {state.kind === 'ready' ? label : brief ? (done ? 'Copied ✓' : 'Not copied') : state.words}
    </Button>
  );
}
