'use client';

import { RadioGroup } from 'radix-ui';
import { plural } from '#lib/names/format.ts';
import type { ProviderChoice } from '../../_data/provider-choices.ts';
import { Button } from '../../_ui/button.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { PromptPreview } from './prompt-preview.tsx';
import { RunButton } from './run-button.tsx';
import { useRun } from './run-context.tsx';
import type { RunEnd } from './run-state.ts';

/** Who writes the four steps, what that means for the data, and the button that starts it. */
export function RunBar({ written, elsewhere }: { written: boolean; elsewhere: boolean }) {
  const { state, drawing, providers, provider, choose, model, setModel, stop, dismiss } = useRun();
  const running = state.kind === 'running';
  return (
    <section aria-labelledby="run-heading" id="run" className="no-print border-t border-line py-5">
      <div className="rounded-lg border border-line bg-panel p-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h2 id="run-heading" className="text-base font-[600]">
            Have the four steps written
          </h2>
          <div className="flex items-center gap-2">
            <PromptPreview />
            <RunButton label={written ? 'Run 1–4 again' : 'Run 1–4'} look="primary" />
          </div>
        </div>
        <RadioGroup.Root
          value={provider.id}
          onValueChange={choose}
          disabled={running}
          aria-label="Who writes"
          className="mt-3 grid gap-2 sm:grid-cols-3"
        >
          {providers.map((choice) => (
            <RadioGroup.Item
              key={choice.id}
              value={choice.id}
              className="group flex flex-col items-start rounded-md border border-line px-3 py-2 text-left hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
            >
              <span className="flex items-center gap-2 text-sm font-[560]">
                <span
                  aria-hidden="true"
                  className="inline-flex size-3.5 items-center justify-center rounded-full border border-line-strong group-data-[state=checked]:border-accent"
                >
                  <RadioGroup.Indicator className="size-1.5 rounded-full bg-accent" />
                </span>
                {choice.name}
              </span>
              <span className="mt-0.5 text-xs text-ink-2">{about(choice)}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        {provider.id === 'offline' ? null : (
          <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <label htmlFor="model" className="text-ink-2">
              Model
            </label>
            <input
              id="model"
              value={model}
              onChange={(event) => setModel(event.target.value)}
              placeholder={provider.model ?? ''}
              disabled={running}
              spellCheck={false}
              autoComplete="off"
              className="mono h-8 w-64 max-w-full rounded-md border border-line-strong bg-panel px-2 text-xs placeholder:text-ink-3"
            />
            {provider.state.kind === 'missing' ? (
              <p className="text-medium">
                Cannot run without a key: set <code>{provider.state.variable}</code> and start Flowcase again.
              </p>
            ) : (
              <p className="text-ink-3">«What is sent» shows the text before anything leaves.</p>
            )}
          </div>
        )}
        {state.kind === 'ended' && !drawing ? <End end={state.end} onDismiss={dismiss} /> : null}
        {elsewhere && !running ? (
          <div className="mt-3">
            <Notice tone="info" title="A run of this case is going on in another window.">
              <Button size="sm" className="mt-1" onClick={stop}>
                Stop it
              </Button>
            </Notice>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function about({ destination, masked, state }: ProviderChoice): string {
  if (destination.kind === 'nowhere') return 'Nothing leaves this computer. Instant.';
  const to = destination.kind === 'remote' ? `Sends facts to ${destination.host}` : 'A model on this computer';
  const how = masked ? 'addresses, accounts and ids masked' : 'as they are';
  return `${to}, ${how}.${state.kind === 'missing' ? ' No key yet.' : ''}`;
}

function End({ end, onDismiss }: { end: RunEnd; onDismiss: () => void }) {
  if (end.how === 'done') {
    return (
      <p className="mt-3 text-sm text-ok">
        All four steps are written and checked, in{' '}
        {end.seconds < 1 ? 'under a second' : plural(Math.round(end.seconds), 'second')}.
      </p>
    );
  }
  const [title, after] =
    end.how === 'stopped'
      ? [end.reason, end.hint]
      : [words(end.problem), `The steps that were finished are kept. ${end.problem.hint ?? ''}`];
  return (
    <div className="mt-3">
      <Notice tone={end.how === 'stopped' ? 'info' : 'error'} title={title} alert={end.how === 'failed'}>
        <p>{after}</p>
        <Button size="sm" className="mt-1.5" onClick={onDismiss}>
          Dismiss
        </Button>
      </Notice>
    </div>
  );
}

function words({ title, detail }: { title: string; detail?: string }): string {
  return detail && detail !== title ? `${title} ${detail}` : title;
}
