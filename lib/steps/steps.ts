import { type StepId, stepIds } from '#lib/model/steps.ts';
import { anomalies } from './anomalies/step.ts';
import { attack } from './attack/step.ts';
import { baseline } from './baseline/step.ts';
import { report } from './report/step.ts';
import type { StepDefinition } from './step.ts';

const byId: { readonly [Id in StepId]: StepDefinition<Id> } = { baseline, anomalies, attack, report };

/** The four steps in the order in which they are written. */
export const steps: readonly StepDefinition[] = stepIds.map((id) => byId[id]);

/** One of the steps by its id. */
export const stepDefinition = (id: StepId): StepDefinition => byId[id];
