'use client';

import { Check } from 'lucide-react';
import type { StepId } from '#lib/model/steps.ts';
import { formatCount, formatDuration } from '#lib/names/format.ts';
import { classes } from '../../_ui/classes.ts';
import { useRun } from './run-context.tsx';
import type { StepRun } from './run-state.ts';
import { useNow } from './use-now.ts';

const phases = ['Preparing', 'Waiting', 'Writing', 'Checking'] as const;

/** Where a running step stands: phases that really are, no percentage that nobody knows. Unchecked text is not shown. */
export function StepProgress({ step }: { step: StepId }) {
  const { state } = useRun();
  const run = state.kind === 'idle' ? undefined : state.steps[step];
  if (run?.kind === 'going') return <Going run={run} />;
  // What took no time needs no word about its time.
  if (run?.kind === 'written' && run.seconds >= 1) {
    return <p className="mb-2 text-xs text-ink-3">Done and checked in {formatDuration(run.seconds)}</p>;
  }
  return null;
}

function Going({ run }: { run: Extract<StepRun, { kind: 'going' }> }) {
  const now = useNow(true);
  const seconds = Math.max(0, Math.floor((now - run.since) / 1000));
  const at = place(run.phase);
  const wait = run.retry ? Math.max(0, Math.ceil((run.retry.until - now) / 1000)) : null;
  return (
    <div className="late mb-3 rounded-md border border-line bg-panel px-3 py-2 text-sm" aria-busy="true">
      <ol className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {phases.map((phase, index) => (
          <li
            key={phase}
            className={classes('inline-flex items-center gap-1.5', index === at ? 'font-[560] text-ink' : 'text-ink-3')}
            aria-current={index === at ? 'step' : undefined}
          >
            {index < at ? <Check size={13} aria-hidden="true" className="text-ok" /> : null}
            {phase}
            {phase === 'Writing' && run.characters > 0 ? ` ${formatCount(run.characters)} characters` : ''}
          </li>
        ))}
        <li className="ml-auto text-ink-3">{seconds} s</li>
      </ol>
      {run.phase === 'repairing' ? (
        <p className="text-ink-2">Some claims did not pass the checks; the model is asked once more.</p>
      ) : null}
      {run.retry ? (
        <p className="text-medium">
          {run.retry.message} {wait && wait > 0 ? `Next try in ${wait} s.` : 'Trying again.'}
        </p>
      ) : null}
    </div>
  );
}

function place(phase: Extract<StepRun, { kind: 'going' }>['phase']): number {
  switch (phase) {
    case 'preparing':
      return 0;
    case 'waiting':
    case 'retrying':
      return 1;
    case 'writing':
    case 'repairing':
      return 2;
    case 'checking':
      return 3;
  }
}
