import { AppError } from '#lib/model/app-error.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, type Steps, stepIds } from '#lib/model/steps.ts';

/** The answer of an earlier step. Throws `step-order` where it has not been written. */
export function writtenAnswer<Id extends StepId>(
  investigation: Investigation,
  id: Id,
): NonNullable<Steps[Id]>['answer'] {
  const step = investigation.steps[id];
  if (step) return step.answer;
  throw new AppError('step-order', {
    detail: `Step ${stepIds.indexOf(id) + 1} (${id}) is missing.`,
    hint: `Run from step ${stepIds.indexOf(id) + 1}.`,
  });
}

/** The investigation as it was before a step: without that step and those after it, which were made from another answer. */
export function beforeStep(investigation: Investigation, id: StepId): Investigation {
  const from = stepIds.indexOf(id);
  const kept = (step: StepId) => stepIds.indexOf(step) < from;
  const { baseline, anomalies, attack, report } = investigation.steps;
  return {
    ...investigation,
    steps: {
      baseline: kept('baseline') ? baseline : null,
      anomalies: kept('anomalies') ? anomalies : null,
      attack: kept('attack') ? attack : null,
      report: kept('report') ? report : null,
    },
  };
}
