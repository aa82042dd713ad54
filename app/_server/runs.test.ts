import { expect, it } from 'vitest';
import { createRuns } from './runs.ts';

it('one run a case at a time; another case is free, and so is this one afterwards', () => {
  const runs = createRuns();
  const run = runs.begin('a');
  expect(() => runs.begin('a')).toThrow(expect.objectContaining({ code: 'case-busy' }));
  runs.begin('b').end();
  run.end();
  runs.begin('a').end();
  expect(runs.running('a')).toBe(false);
});

it('stopping aborts the run and waits until it has ended', async () => {
  const runs = createRuns();
  const run = runs.begin('a');
  let stopped = false;
  const stopping = runs.stop('a').then((answer) => {
    stopped = true;
    return answer;
  });
  expect(run.signal.aborted).toBe(true);
  await Promise.resolve();
  expect(stopped).toBe(false);
  run.end();
  expect(await stopping).toBe(true);
});

it('stopping what does not run says so', async () => {
  expect(await createRuns().stop('a')).toBe(false);
});
