'use client';

import type { StepId } from '#lib/model/steps.ts';
import { classes } from '../../_ui/classes.ts';
import { CopyButton } from '../report/copy-button.tsx';
import { RunButton } from '../run/run-button.tsx';
import { useRun } from '../run/run-context.tsx';
import { stepNames, stepOrder } from '../steps/step-names.ts';
import { useCurrentSection } from './use-current-section.ts';

/** How a part of the workbook stands; each mark has its word. */
export type Mark = 'open' | 'running' | 'done' | 'warning';

const marks: Record<Mark, { sign: string; word: string; ink: string }> = {
  open: { sign: '○', word: 'not written yet', ink: 'text-ink-3' },
  running: { sign: '◔', word: 'running', ink: 'text-accent' },
  done: { sign: '✓', word: 'done', ink: 'text-ok' },
  warning: { sign: '⚠', word: 'done, something to look at', ink: 'text-medium' },
};

interface Entry {
  id: string;
  label: string;
  mark: Mark;
  note: string;
}

interface Props {
  /** Of the stored case: what is written, and what in it wants a look. */
  stored: Record<StepId, Mark>;
  before: readonly Entry[];
}

const everySection = ['input', 'facts', 'checks', 'step-1', 'step-2', 'step-3', 'step-4'];

/** The way through the case, and the two buttons that are always at hand. */
export function Rail({ stored, before }: Props) {
  const entries = useEntries({ stored, before });
  const current = useCurrentSection(everySection);
  return (
    <div className="no-print sticky top-12 hidden h-[calc(100dvh-3rem)] flex-col overflow-y-auto py-5 pr-4 lg:flex">
      <nav aria-label="This case">
        <ul className="space-y-0.5">
          {entries.map((entry) => (
            <li key={entry.id}>
              <EntryLink entry={entry} current={entry.id === current} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-5 flex flex-col gap-2 border-t border-line pt-5">
        <RunButton label="Run" look="plain" />
        <CopyButton label="Copy report" look="plain" brief />
      </div>
    </div>
  );
}

/** The same way as a row, below the width of the rail. */
export function TabRow({ stored, before }: Props) {
  const entries = useEntries({ stored, before });
  const current = useCurrentSection(everySection);
  return (
    <nav
      aria-label="This case"
      className="no-print sticky top-12 z-20 -mx-4 overflow-x-auto border-b border-line bg-paper px-3 sm:-mx-6 sm:px-5 lg:hidden"
    >
      <ul className="flex w-max gap-0.5 py-1">
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryLink entry={entry} current={entry.id === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Run and copy within reach of a thumb. */
export function BottomBar() {
  return (
    <div className="no-print fixed inset-x-0 bottom-0 z-20 flex gap-2 border-t border-line bg-paper px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] lg:hidden">
      <RunButton label="Run" look="plain" size="lg" className="flex-1" />
      <CopyButton label="Copy report" look="primary" size="lg" className="flex-1" brief />
    </div>
  );
}

function EntryLink({ entry: { id, label, mark, note }, current }: { entry: Entry; current: boolean }) {
  const { sign, word, ink } = marks[mark];
  return (
    <a
      href={`#${id}`}
      aria-current={current ? 'location' : undefined}
      className={classes(
        'flex min-h-8 items-center gap-2 rounded-md px-2 text-sm whitespace-nowrap',
        current ? 'bg-sunken font-[560] text-ink' : 'text-ink-2 hover:bg-sunken hover:text-ink',
      )}
    >
      <span aria-hidden="true" className={classes('w-4 text-center', ink)}>
        {sign}
      </span>
      <span className="lg:flex-1">{label}</span>
      {note ? <span className="text-xs font-[420] text-ink-3 max-lg:hidden">{note}</span> : null}
      <span className="sr-only">({word})</span>
    </a>
  );
}

function useEntries({ stored, before }: Props): Entry[] {
  const { state } = useRun();
  const steps = stepOrder.map((id) => {
    const { number, title } = stepNames[id];
    const going = state.kind === 'running' && state.steps[id]?.kind === 'going';
    return {
      id: `step-${number}`,
      label: `${number} ${title}`,
      mark: going ? 'running' : stored[id],
      note: '',
    } as const;
  });
  return [...before, ...steps];
}
