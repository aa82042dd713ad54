import { z } from 'zod';
import type { Investigation } from '#lib/model/investigation.ts';
import { type PromptView, promptFor, promptText } from './prompt.ts';
import type { StepDefinition } from './step.ts';

/**
 * The prompt of a step for a chat elsewhere. A provider is given the schema beside the prompt; a chat has only the
 * prompt, so the schema stands below it. Throws `step-order` where an earlier step has not been written.
 */
export function promptToPaste(definition: StepDefinition, investigation: Investigation, view: PromptView): string {
  const schema = JSON.stringify(z.toJSONSchema(definition.wire));
  return `${promptText(promptFor(definition, investigation, view))}\nSchema of the answer:\n${schema}\n`;
}
