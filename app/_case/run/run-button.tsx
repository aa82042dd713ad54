'use client';

import { Play, Square } from 'lucide-react';
import { Button, type ButtonStyle } from '../../_ui/button.tsx';
import { useRun } from './run-context.tsx';
import { useNow } from './use-now.ts';

/** Starts the four steps, and while they run, stops them. */
export function RunButton({ label, ...style }: { label: string; className?: string } & ButtonStyle) {
  const { state, drawing, provider, start, stop } = useRun();
  const running = state.kind === 'running';
  const now = useNow(running);
  if (!running) {
    return (
      <Button {...style} onClick={start} disabled={drawing || provider.state.kind === 'missing'}>
        <Play size={13} aria-hidden="true" fill="currentColor" />
        {label}
      </Button>
    );
  }
  return (
    <Button {...style} look="plain" onClick={stop}>
      <Square size={11} aria-hidden="true" fill="currentColor" />
      Stop
      <span className="text-ink-3">{Math.max(0, Math.floor((now - state.since) / 1000))} s</span>
    </Button>
  );
}
