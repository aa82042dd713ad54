import 'server-only';
import { AppError } from '#lib/model/app-error.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { StepId } from '#lib/model/steps.ts';
import { logProblem } from './problem.ts';
import type { Services } from './services.ts';
import { storedCase } from './stored-case.ts';

export interface RunRequest {
  id: string;
  provider?: string;
  model?: string;
  from?: StepId;
  /** Fires when whoever asked is gone. */
  signal: AbortSignal;
}

/**
 * Writes the steps of a case and tells what happens. Each step is stored before its event goes out, so that what a
 * person saw is there after a reload. A run ends when it is done, is stopped, or nobody listens any more; what was
 * finished by then is kept. Throws before the first event where the run cannot start, and never after it.
 */
export async function* runCase(
  services: Services,
  { id, provider, model, from, signal }: RunRequest,
): AsyncGenerator<RunEvent> {
  const { config, store, runs, runSteps, composeRun } = services;
  const run = runs.begin(id);
  let latest: Investigation | null = null;
  let begun = false;
  try {
    const { investigation } = await storedCase(services, id);
    latest = investigation;
    const options = composeRun(config, { provider, model }, investigation);
    const events = runSteps(investigation, { ...options, from, signal: AbortSignal.any([run.signal, signal]) });
    for await (const event of events) {
      if ('investigation' in event) {
        latest = event.investigation;
        await store.update(id, event.investigation);
      }
      begun = true;
      yield event;
    }
  } catch (error) {
    if (!begun || !latest) throw error;
    logProblem(error, `run of case ${id}`);
    yield stopped(error, latest);
  } finally {
    run.end();
  }
}

function stopped(error: unknown, investigation: Investigation): RunEvent {
  if (error instanceof AppError) {
    return { type: 'stopped', reason: error.message, code: error.code, hint: error.hint, investigation };
  }
  return {
    type: 'stopped',
    reason: 'Something went wrong in this program.',
    code: 'internal',
    hint: 'The steps before are kept. Try again.',
    investigation,
  };
}
