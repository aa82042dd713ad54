import type { Step, StepId, Steps } from '#lib/model/steps.ts';
import type { Mark } from './rail.tsx';

/** How each stored step stands: a fallback or a rejected claim is something to look at. */
export function stepMarks(steps: Steps): Record<StepId, Mark> {
  return {
    baseline: mark(steps.baseline),
    anomalies: mark(steps.anomalies),
    attack: mark(steps.attack),
    report: mark(steps.report),
  };
}

function mark(step: Step | null): Mark {
  if (!step) return 'open';
  return step.fallback || step.rejectedClaims.length > 0 ? 'warning' : 'done';
}
