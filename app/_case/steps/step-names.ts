import type { StepId } from '#lib/model/steps.ts';

/** The four steps as the page names them, with the key that jumps to each. */
export const stepNames: Readonly<Record<StepId, { number: number; title: string }>> = {
  baseline: { number: 1, title: 'Baseline' },
  anomalies: { number: 2, title: 'Anomalies' },
  attack: { number: 3, title: 'ATT&CK' },
  report: { number: 4, title: 'Report' },
};

// Written out once more, because the list of the model brings a schema library with it that the browser has no use for.
export const stepOrder: readonly StepId[] = ['baseline', 'anomalies', 'attack', 'report'];
