import { expect, test } from 'vitest';
import { RunEvent as StoredEvent } from '#lib/model/events.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { problemOf } from './api.ts';
import { LinesPage, RunEvent } from './wire.ts';

const investigation = sampleWithSteps();

test.each([
  { type: 'step-start', step: 'baseline', provider: 'offline', model: null },
  {
    type: 'step-delta',
    step: 'attack',
    phase: 'retrying',
    characters: 0,
    waitMs: 20_000,
    outcome: 'rate-limited',
    message: 'Rate limit.',
  },
  { type: 'step-end', step: 'anomalies', investigation },
  { type: 'done', investigation },
  { type: 'stopped', reason: 'Stopped.', code: 'cancelled', hint: 'Run again.', investigation },
])('the page reads what a run sends: $type', (event) => {
  const sent = JSON.parse(JSON.stringify(StoredEvent.parse(event)));
  expect(RunEvent.safeParse(sent).success).toBe(true);
});

test('the document of an event is not carried along, only how its steps came about', () => {
  const event = RunEvent.parse({ type: 'step-end', step: 'anomalies', investigation });
  expect(JSON.stringify(event).length).toBeLessThan(2000);
});

test('the page reads the evidence lines that the engine writes', () => {
  const lines = investigation.candidates.flatMap((candidate) => candidate.evidence);
  expect(LinesPage.parse({ total: 99, offset: 0, limit: 100, lines }).lines[0]?.fields.srcaddr).toBe('10.0.2.15');
});

test('a problem document is read with its question; what is none still gets words', () => {
  const asked = problemOf(
    JSON.stringify({
      type: 'urn:x',
      title: 'The columns of this log cannot be told for certain.',
      status: 422,
      detail: 'paste has no header.',
      code: 'layout-ambiguous',
      hint: 'Choose.',
      source: 'paste',
      candidates: [{ layout: ['srcaddr', 'dstaddr'], why: 'both are addresses', fits: 1 }],
    }),
    422,
  );
  expect(asked.candidates?.[0]?.layout).toEqual(['srcaddr', 'dstaddr']);
  expect(problemOf('<html>Bad Gateway</html>', 502)).toMatchObject({ status: 502, code: 'unreadable' });
});
