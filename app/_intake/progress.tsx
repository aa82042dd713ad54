'use client';

import { useEffect, useState } from 'react';
import { formatBytes } from '#lib/names/format.ts';
import { Button } from '../_ui/button.tsx';
import type { IntakeState } from './use-intake.ts';

/** How far it is. Shown after a moment only: most logs are read before anybody could look. */
export function Progress({
  state,
  onCancel,
}: {
  state: Extract<IntakeState, { kind: 'sending' | 'reading' }>;
  onCancel: () => void;
}) {
  const seconds = useSeconds();
  return (
    <div className="late flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-line bg-panel px-3 py-2 text-sm">
      <span className="min-w-0 flex-1 truncate">
        {state.kind === 'sending'
          ? `Sending ${state.name}: ${formatBytes(state.sent)} of ${formatBytes(state.total)}`
          : `Reading ${state.name}`}
      </span>
      <span className="text-ink-3">{seconds} s</span>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
      <progress
        aria-label="Progress"
        className="bar w-full"
        {...(state.kind === 'sending' && state.total > 0 ? { value: state.sent, max: state.total } : {})}
      />
    </div>
  );
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
