import type { Step } from '#lib/model/steps.ts';

/** Who wrote a step, as every report prints it. */
export function authorship(step: Pick<Step, 'author' | 'model' | 'provider'> | null): string {
  switch (step?.author) {
    case undefined:
    case 'computed':
      return 'Computed';
    case 'model':
      return `AI · ${step?.model ?? step?.provider}`;
    case 'person':
      return 'You';
    case 'pasted':
      return step?.model ? `Pasted · ${step.model}` : 'Pasted';
  }
}
