import type { Investigation } from '#lib/model/investigation.ts';
import type { StepId } from '#lib/model/steps.ts';
import type { ComputedProvider } from '../provider.ts';
import { writeAnomalies } from './anomalies.ts';
import { writeAttack } from './attack.ts';
import { writeBaseline } from './baseline.ts';
import { writeReport } from './report.ts';

const authors: Record<StepId, (investigation: Investigation) => unknown> = {
  baseline: writeBaseline,
  anomalies: writeAnomalies,
  attack: writeAttack,
  report: writeReport,
};

/**
 * The author that needs no model: it writes each step from the facts, the candidates and the steps before, in the wire
 * form a model would use, and its sentences pass the same checks. Same investigation, same words.
 */
export const offline: ComputedProvider = {
  kind: 'computed',
  id: 'offline',
  model: null,
  write: (step, investigation) => authors[step](investigation),
};
