import { expect, test } from 'vitest';
import { sampleWithSteps } from '../../../test/support/sample-steps.ts';
import { stepMarks } from './step-marks.ts';

test('a rejected claim and a fallback want a look, what is not written is open', () => {
  const { steps } = sampleWithSteps();
  expect(stepMarks(steps)).toEqual({ baseline: 'done', anomalies: 'warning', attack: 'done', report: 'warning' });
  expect(stepMarks({ ...steps, report: null }).report).toBe('open');
});
