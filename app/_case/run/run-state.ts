import type { StepId } from '#lib/model/steps.ts';
import type { Problem, RunEvent } from '../../_data/wire.ts';
import { stepNames } from '../steps/step-names.ts';

type Phase = Extract<RunEvent, { type: 'step-delta' }>['phase'];

/** Where a step of this run stands. Times are milliseconds of one clock that only runs forward. */
export type StepRun =
  | { kind: 'going'; phase: Phase; since: number; characters: number; retry: { message: string; until: number } | null }
  | { kind: 'written'; seconds: number };

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; since: number; steps: Partial<Record<StepId, StepRun>> }
  | { kind: 'ended'; steps: Partial<Record<StepId, StepRun>>; end: RunEnd };

export type RunEnd =
  | { how: 'done'; seconds: number }
  /** By the person, or by something that made going on useless; finished steps are kept. */
  | { how: 'stopped'; reason: string; hint: string }
  | { how: 'failed'; problem: Problem };

export type RunAction =
  | { type: 'began'; now: number }
  | { type: 'heard'; event: RunEvent; now: number }
  /** The stream ended without `done` or `stopped`. */
  | { type: 'broke'; problem: Problem }
  | { type: 'dismissed' };

/** What a run's events make of what the page knows; pure, so that every course of a run can be tried. */
export function runState(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'began':
      return { kind: 'running', since: action.now, steps: {} };
    case 'heard':
      return state.kind === 'running' ? heard(state, action.event, action.now) : state;
    case 'broke':
      return state.kind === 'running'
        ? { kind: 'ended', steps: written(state.steps), end: { how: 'failed', problem: action.problem } }
        : state;
    case 'dismissed':
      return state.kind === 'ended' ? { kind: 'idle' } : state;
  }
}

function heard(state: Extract<RunState, { kind: 'running' }>, event: RunEvent, now: number): RunState {
  switch (event.type) {
    case 'step-start':
      return withStep(state, event.step, { kind: 'going', phase: 'preparing', since: now, characters: 0, retry: null });
    case 'step-delta': {
      const before = state.steps[event.step];
      return withStep(state, event.step, {
        kind: 'going',
        phase: event.phase,
        since: before?.kind === 'going' ? before.since : now,
        characters: event.characters,
        retry: event.phase === 'retrying' ? { message: event.message, until: now + event.waitMs } : null,
      });
    }
    case 'step-end': {
      const before = state.steps[event.step];
      const since = before?.kind === 'going' ? before.since : now;
      return withStep(state, event.step, { kind: 'written', seconds: (now - since) / 1000 });
    }
    case 'done':
      return { kind: 'ended', steps: written(state.steps), end: { how: 'done', seconds: (now - state.since) / 1000 } };
    case 'stopped':
      return {
        kind: 'ended',
        steps: written(state.steps),
        end: { how: 'stopped', reason: event.reason, hint: event.hint },
      };
  }
}

function withStep(state: Extract<RunState, { kind: 'running' }>, step: StepId, run: StepRun): RunState {
  return { ...state, steps: { ...state.steps, [step]: run } };
}

// What was going on when a run ended did not become anything.
function written(steps: Partial<Record<StepId, StepRun>>): Partial<Record<StepId, StepRun>> {
  return Object.fromEntries(Object.entries(steps).filter(([, run]) => run.kind === 'written'));
}

/**
 * What the status region says of an event, or null where it says nothing: events for ears, not the stream. Of a run that
 * is over in a moment only its end is told.
 */
export function spoken(event: RunEvent, instant: boolean): string | null {
  switch (event.type) {
    case 'step-start':
      return instant ? null : `${stepWords(event.step)} started.`;
    case 'step-delta':
      return event.phase === 'retrying' ? event.message : null;
    case 'step-end': {
      if (instant) return null;
      const outcome = event.investigation.steps[event.step];
      const rejected = outcome?.rejectedClaims.length ?? 0;
      return [
        `${stepWords(event.step)} done.`,
        rejected > 0 ? `${rejected} rejected by checks.` : null,
        outcome?.fallback ? 'Written by rules, because the model did not deliver.' : null,
      ]
        .filter((part) => part !== null)
        .join(' ');
    }
    case 'done':
      return 'All four steps are written.';
    case 'stopped':
      return `Stopped. ${event.reason}`;
  }
}

const stepWords = (step: StepId) => `Step ${stepNames[step].number}, ${stepNames[step].title},`;
