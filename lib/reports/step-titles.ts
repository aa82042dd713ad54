import type { StepId } from '#lib/model/steps.ts';

/** The four steps as a report names them. */
export const stepTitles: Readonly<Record<StepId, string>> = {
  baseline: '1 Baseline',
  anomalies: '2 Anomalies',
  attack: '3 ATT&CK',
  report: '4 Report',
};
