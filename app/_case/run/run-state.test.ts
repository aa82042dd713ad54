import { expect, test } from 'vitest';
import type { StepId } from '#lib/model/steps.ts';
import type { RunEvent } from '../../_data/wire.ts';
import { type RunState, runState, spoken } from './run-state.ts';

const start = (step: StepId): RunEvent => ({ type: 'step-start', step, provider: 'anthropic', model: 'm' });
const delta = (step: StepId, phase: 'waiting' | 'writing' | 'retrying', waitMs = 0): RunEvent => ({
  type: 'step-delta',
  step,
  phase,
  characters: phase === 'writing' ? 412 : 0,
  waitMs,
  message: phase === 'retrying' ? 'Rate limit.' : '',
});
const outcome = (rejected: number, fallback: string | null) => ({
  rejectedClaims: Array.from({ length: rejected }, () => ({ claim: 'x' })),
  fallback: fallback === null ? null : { message: fallback },
});
const end = (step: StepId, rejected = 0, fallback: string | null = null): RunEvent => ({
  type: 'step-end',
  step,
  investigation: {
    steps: { baseline: null, anomalies: null, attack: null, report: null, [step]: outcome(rejected, fallback) },
  },
});

/** Plays events a second apart. */
function play(...events: RunEvent[]): RunState {
  const began = runState({ kind: 'idle' }, { type: 'began', now: 0 });
  return events.reduce<RunState>(
    (state, event, index) => runState(state, { type: 'heard', event, now: (index + 1) * 1000 }),
    began,
  );
}

test('a running step knows its phase, what was written and since when', () => {
  expect(play(start('baseline'), delta('baseline', 'waiting'), delta('baseline', 'writing'))).toMatchObject({
    kind: 'running',
    steps: { baseline: { kind: 'going', phase: 'writing', since: 1000, characters: 412, retry: null } },
  });
});

test('a retry tells until when it waits, and is over with the next phase', () => {
  const waiting = play(start('baseline'), delta('baseline', 'retrying', 20_000));
  expect(waiting).toMatchObject({ steps: { baseline: { retry: { message: 'Rate limit.', until: 22_000 } } } });
  const on = runState(waiting, { type: 'heard', event: delta('baseline', 'writing'), now: 23_000 });
  expect(on).toMatchObject({ steps: { baseline: { retry: null } } });
});

test('a finished step knows how long it took; the whole run ends done', () => {
  const done = play(start('baseline'), end('baseline'), start('anomalies'), end('anomalies'), { type: 'done' });
  expect(done).toMatchObject({
    kind: 'ended',
    steps: { baseline: { kind: 'written', seconds: 1 }, anomalies: { kind: 'written', seconds: 1 } },
    end: { how: 'done', seconds: 5 },
  });
});

test('stopped in the middle: finished steps stay, the running one did not become anything', () => {
  const stopped = play(start('baseline'), end('baseline'), start('anomalies'), {
    type: 'stopped',
    reason: 'Stopped.',
    code: 'cancelled',
    hint: 'Run again.',
  });
  expect(stopped).toMatchObject({ kind: 'ended', end: { how: 'stopped', hint: 'Run again.' } });
  expect(stopped.kind === 'ended' && Object.keys(stopped.steps)).toEqual(['baseline']);
});

test('a stream that breaks fails the run, but not one that has ended', () => {
  const problem = { title: 'cut', status: 0, code: 'cut' };
  expect(runState(play(start('baseline')), { type: 'broke', problem })).toMatchObject({ end: { how: 'failed' } });
  expect(runState(play({ type: 'done' }), { type: 'broke', problem })).toMatchObject({ end: { how: 'done' } });
});

test('events of a run that is over change nothing', () => {
  const done = play({ type: 'done' });
  expect(runState(done, { type: 'heard', event: start('report'), now: 9000 })).toBe(done);
  expect(runState(done, { type: 'dismissed' })).toEqual({ kind: 'idle' });
});

test('ears hear starts, ends and waits, never the stream', () => {
  expect(spoken(start('anomalies'), false)).toBe('Step 2, Anomalies, started.');
  expect(spoken(delta('anomalies', 'writing'), false)).toBeNull();
  expect(spoken(delta('anomalies', 'retrying', 1000), false)).toBe('Rate limit.');
  expect(spoken(end('anomalies', 2, 'refused'), false)).toBe(
    'Step 2, Anomalies, done. 2 rejected by checks. Written by rules, because the model did not deliver.',
  );
});

test('of a run that is over in a moment only the end is told', () => {
  expect([start('baseline'), end('baseline'), { type: 'done' } as const].map((event) => spoken(event, true))).toEqual([
    null,
    null,
    'All four steps are written.',
  ]);
});
