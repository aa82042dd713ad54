import { runSteps } from '#lib/investigate.ts';
import { AppError } from '#lib/model/app-error.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, stepIds } from '#lib/model/steps.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { beforeStep } from '#lib/steps/written.ts';
import { lastInvestigation } from './last-investigation.ts';

/**
 * The investigation in which a step is next: the steps before it are written by rules. The same logs always give the
 * same document and the same mask, so that an answer to its prompt can be read against it later.
 */
export async function investigationBefore(
  step: StepId,
  examined: Investigation,
  signal: AbortSignal,
): Promise<Investigation> {
  const run = runSteps(examined, { provider: offline, mask: 'strict', signal });
  return beforeStep(await lastInvestigation(run, () => {}), step);
}

/** A step by its id or by its number. Throws `step-unknown`. */
export function stepNamed(text: string): StepId {
  const id = stepIds.find((candidate, index) => candidate === text.toLowerCase() || String(index + 1) === text);
  if (id) return id;
  throw new AppError('step-unknown', {
    detail: `«${text.slice(0, 40)}».`,
    hint: `Choose ${stepIds.map((candidate, index) => `${index + 1} (${candidate})`).join(', ')}.`,
  });
}
