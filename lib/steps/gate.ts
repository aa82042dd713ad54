import type { Check } from '#lib/grounding/check.ts';
import { checkText } from '#lib/grounding/check-text.ts';
import type { Place } from '#lib/grounding/context.ts';
import { createFactIndex, type FactIndex } from '#lib/grounding/fact-index.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { RejectedClaim, StepId } from '#lib/model/steps.ts';
import { beforeStep } from './written.ts';

/** Stands between what an author wrote and what a person reads, for one answer: lets sentences through and notes the rest. */
export interface Gate {
  index: FactIndex;
  /** What of a text may be read; empty when nothing is left. */
  pass(text: string, checks: readonly Check[], place?: Place): string;
  /** Notes something that was dropped or put right. */
  reject(claim: string, why: string): void;
  rejected: readonly RejectedClaim[];
}

/** A gate for one step, which knows the facts and the earlier steps and nothing later. */
export function createGate(investigation: Investigation, step: StepId): Gate {
  const index = createFactIndex(beforeStep(investigation, step));
  const rejected: RejectedClaim[] = [];
  return {
    index,
    rejected,
    reject: (claim, why) => rejected.push({ claim, why }),
    pass: (text, checks, place) => {
      const checked = checkText(text, index, checks, place);
      rejected.push(...checked.rejected);
      return checked.text;
    },
  };
}
