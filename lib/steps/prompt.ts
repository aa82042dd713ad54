import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Step, StepId } from '#lib/model/steps.ts';
import type { View } from '#lib/privacy/view.ts';
import { promptTexts } from './prompts.ts';
import type { StepDefinition } from './step.ts';

/** A view that can also say what its tokens mean, which a mask can and an open view need not. */
export type PromptView = View & { legend?(): string };

/** What a model is told: `system` is the same for every case, `prompt` carries the step and its facts. */
export interface ComposedPrompt {
  system: string;
  prompt: string;
  info: Step['prompt'];
}

/** Puts the prompt of a step together. Throws `step-order` where an earlier step has not been written. */
export function promptFor(definition: StepDefinition, investigation: Investigation, view: PromptView): ComposedPrompt {
  const { body, info } = promptFile(definition.id);
  const facts = definition.input(investigation, view);
  const legend = view.legend?.().trim() ?? '';
  return {
    system: systemFile.body,
    prompt: [body, ...(legend === '' ? [] : [legend]), `FACTS BEGIN\n${facts}\nFACTS END`].join('\n\n'),
    info,
  };
}

/** Both parts as one text, for a person who pastes it into a chat. */
export const promptText = ({ system, prompt }: ComposedPrompt): string => `${system}\n\n${prompt}\n`;

const FrontMatter = z.object({
  id: z.string().min(1),
  version: z.coerce.number().int().positive(),
  /** Sections of the facts that the step's input holds, in order. */
  inputs: z
    .string()
    .regex(/^\[.*\]$/)
    .transform((list) =>
      list
        .slice(1, -1)
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
});

export interface PromptFile {
  body: string;
  inputs: readonly string[];
  /** The hash is of the system text and the step's text, front matter included: a change in either is another prompt. */
  info: Step['prompt'];
}

const systemFile = parsePrompt(promptTexts.system, '');

const files: Record<StepId, string> = {
  baseline: promptTexts['1-baseline'],
  anomalies: promptTexts['2-anomalies'],
  attack: promptTexts['3-attack'],
  report: promptTexts['4-report'],
};

/** The prompt of a step as it lies in prompts/. */
export const promptFile = (step: StepId): PromptFile => parsed[step];

/** Splits the front matter from the text. A file that lacks it is a bug of this program. */
export function parsePrompt(text: string, system: string): PromptFile {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined)
    throw new Error('a prompt begins with front matter between two lines of ---');
  const lines = head.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const { id, version, inputs } = FrontMatter.parse(Object.fromEntries(lines));
  const sha256 = createHash('sha256').update(system).update(text).digest('hex');
  return { body: body.trim(), inputs, info: { id, version, sha256 } };
}

const parsed: Record<StepId, PromptFile> = {
  baseline: parsePrompt(files.baseline, promptTexts.system),
  anomalies: parsePrompt(files.anomalies, promptTexts.system),
  attack: parsePrompt(files.attack, promptTexts.system),
  report: parsePrompt(files.report, promptTexts.system),
};
