import 'server-only';
import { AppError } from '#lib/model/app-error.ts';
import { StepId, stepIds } from '#lib/model/steps.ts';

/** The step that an address names, or `step-unknown`. */
export function stepParam(text: string): StepId {
  const parsed = StepId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('step-unknown', {
    detail: `«${text.slice(0, 40)}» is none.`,
    hint: `The steps are ${stepIds.join(', ')}.`,
  });
}
