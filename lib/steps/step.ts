import type { z } from 'zod';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Answer, RejectedClaim, StepId } from '#lib/model/steps.ts';
import type { View } from '#lib/privacy/view.ts';

/** Tokens that the facts of a step may take, however long the log is; with the prompts around them a request stays near 6,000. */
export const inputTokensMax = 4600;

/** What of an answer survived the gate, and what did not and why. */
export interface Verification<Id extends StepId> {
  answer: Answer<Id>;
  rejected: RejectedClaim[];
  /** False when so much was dropped that nothing of substance is left: the offline author takes over. */
  substance: boolean;
}

/** One of the four steps. All of it is pure: the same investigation gives the same text, the same answer, the same verdict. */
export interface StepDefinition<Id extends StepId = StepId, Wire = unknown> {
  id: Id;
  title: string;
  /** Steps that must be written before this one. */
  after: readonly StepId[];
  /** What a provider is asked for: facts by reference, in the portable subset of JSON schema. */
  wire: z.ZodType<Wire>;
  /** The facts of the step as text, every identifying value through the view (masked for a remote provider). */
  input(investigation: Investigation, view: View): string;
  /** Puts the facts in the place of the references, and checks all that is said against them. */
  verify(wire: Wire, investigation: Investigation): Verification<Id>;
}
