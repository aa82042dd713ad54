import { AppError } from '#lib/model/app-error.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, stepIds } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { openView } from '#lib/privacy/open-view.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { completeWithRetry } from '#lib/providers/retry.ts';
import { createQueue } from './queue.ts';
import { stepDefinition } from './steps.ts';
import { writeStep } from './write-step.ts';
import type { Complete, StepView } from './writing.ts';

export interface RunOptions {
  provider: Provider;
  /** Off only for a provider on this machine. */
  mask: 'strict' | 'off';
  /** First step to write; the earlier ones must have been. */
  from?: StepId;
  signal?: AbortSignal;
  /** How a provider is called; the retries of the program unless a test has its own. */
  complete?: Complete;
}

/**
 * Writes the steps in order and tells what happens; the last event is `done`, or `stopped` with all that was written
 * until then. Throws `step-order` where an earlier step is missing. To leave the loop early stops the call that runs.
 */
export async function* runSteps(
  investigation: Investigation,
  options: RunOptions,
): AsyncGenerator<RunEvent, void, undefined> {
  const { provider, mask, from = 'baseline', signal, complete = completeWithRetry } = options;
  const left = new AbortController();
  const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  let latest = investigation;
  try {
    for (const id of stepIds.slice(stepIds.indexOf(from))) {
      requireEarlier(latest, id);
      yield { type: 'step-start', step: id, provider: provider.id, model: provider.model };
      const deltas = createQueue<RunEvent>();
      const writing = writeStep({
        definition: stepDefinition(id),
        investigation: latest,
        provider,
        offline,
        view: viewOf(latest, mask),
        complete,
        emit: deltas.push,
        signal: stop,
      }).finally(deltas.end);
      // A failure is thrown by the await below; until then nobody else looks at it.
      writing.catch(() => {});
      yield* deltas.items();
      const written = await writing;
      latest = written.investigation;
      if (written.stopped) {
        yield stopped(latest);
        return;
      }
      yield { type: 'step-end', step: id, investigation: latest };
    }
    yield { type: 'done', investigation: latest };
  } finally {
    left.abort();
  }
}

function requireEarlier({ steps }: Investigation, id: StepId) {
  const missing = stepDefinition(id).after.find((earlier) => steps[earlier] === null);
  if (missing) {
    throw new AppError('step-order', { detail: `Step ${id} needs ${missing}.`, hint: `Run from ${missing}.` });
  }
}

/** Masked, or as it is for a provider on this machine. */
const viewOf = (investigation: Investigation, mask: RunOptions['mask']): StepView =>
  mask === 'strict' ? createMask(investigation) : { ...openView, restore: (text) => text };

const stopped = (investigation: Investigation): RunEvent => ({
  type: 'stopped',
  reason: 'Stopped.',
  code: 'cancelled',
  hint: 'What was written is kept. Run again to go on.',
  investigation,
});
