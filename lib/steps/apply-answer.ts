import { AppError } from '#lib/model/app-error.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type RejectedClaim, type StepId, Steps } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { readAnswer } from '#lib/providers/read-answer.ts';
import { promptFile } from './prompt.ts';
import { restoreStrings } from './restore-strings.ts';
import { stepDefinition } from './steps.ts';
import { unresolved } from './unresolved.ts';

/**
 * Puts an answer from outside in the place of a step. `pasted` is what a model elsewhere wrote to our prompt: JSON in
 * the step's wire form, as text or read already, tokens of the mask allowed; it passes the same gate as any model's.
 * `person` is the answer as it is kept, edited by the analyst, whose sentences are their own but whose references must
 * lead somewhere. Throws `step-order` while an earlier step is missing, and `bad-value` saying what does not fit.
 *
 * A later step goes only when the findings it speaks of are no longer the same; everything else a person has is kept.
 */
export function applyAnswer(
  investigation: Investigation,
  step: StepId,
  answer: unknown,
  author: 'person' | 'pasted',
): Investigation {
  const missing = stepDefinition(step).after.find((earlier) => investigation.steps[earlier] === null);
  if (missing) {
    throw new AppError('step-order', {
      detail: `The step ${missing} is not written yet.`,
      hint: `Write ${missing} first.`,
    });
  }
  const entry = author === 'pasted' ? pastedStep(investigation, step, answer) : personStep(investigation, step, answer);
  const parsed = Steps.safeParse({ ...investigation.steps, [step]: entry });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(`${issue?.path.slice(1).join('.') || 'The answer'}: ${issue?.message ?? 'not as expected'}.`);
  }
  const steps = keepFitting(investigation.steps, parsed.data);
  const dangling = unresolved(step, { ...investigation, steps });
  if (dangling) throw wrong(dangling);
  return { ...investigation, steps };
}

function pastedStep(investigation: Investigation, step: StepId, answer: unknown) {
  const definition = stepDefinition(step);
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const read = readAnswer(text ?? '', definition.wire);
  if (read.outcome !== 'ok') throw wrong(read.message);
  const mask = createMask(investigation);
  const verified = definition.verify(restoreStrings(read.value, mask.restore), investigation);
  if (!verified.substance) {
    throw wrong(`Nothing of it is left after the checks. ${reasons(verified.rejected)}`);
  }
  return {
    ...written(step),
    author: 'pasted',
    provider: 'pasted',
    rejectedClaims: verified.rejected,
    answer: verified.answer,
  };
}

function personStep({ steps }: Investigation, step: StepId, answer: unknown) {
  // What stands below the step says how its first version came about, which an edit does not change.
  return { ...written(step), ...steps[step], author: 'person', answer };
}

const written = (step: StepId) => ({
  provider: 'person',
  model: null,
  prompt: promptFile(step).info,
  attempts: 0,
  fallback: null,
  rejectedClaims: [],
  usage: { inputTokens: 0, outputTokens: 0 },
});

// The reasons without the claims: an error repeats nothing of what was sent.
const reasons = (rejected: readonly RejectedClaim[]): string =>
  [...new Set(rejected.map(({ why }) => why))].slice(0, 3).join(' ');

// Mapping and report name findings by number, and the report takes their severity over.
function keepFitting(before: Steps, after: Steps): Steps {
  const findings = ({ anomalies }: Steps) =>
    JSON.stringify(anomalies?.answer.findings.map(({ number, candidate, severity }) => [number, candidate, severity]));
  return findings(before) === findings(after) ? after : { ...after, attack: null, report: null };
}

function wrong(detail: string): AppError {
  return new AppError('bad-value', {
    detail,
    hint: 'Paste the JSON that was asked for, whole; the step is as it was before.',
  });
}
