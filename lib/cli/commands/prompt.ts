import { z } from 'zod';
import { readConfig } from '#lib/config.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { openView } from '#lib/privacy/open-view.ts';
import { promptToPaste } from '#lib/steps/prompt-to-paste.ts';
import { stepDefinition } from '#lib/steps/steps.ts';
import { investigationBefore, stepNamed } from '../before-step.ts';
import { examinePaths } from '../examine-paths.ts';
import { InputFlags } from '../input-flags.ts';
import type { Context } from '../program.ts';
import { createProgress } from '../progress.ts';
import { write } from '../terminal.ts';

const Flags = InputFlags.extend({ unmasked: z.boolean().default(false) });

/** `flowcase prompt STEP PATH…`: what a model would be told for a step, masked unless `--unmasked`. Nothing is sent. */
export async function prompt(step: unknown, paths: unknown, flags: unknown, context: Context): Promise<number> {
  const given = Flags.parse(flags);
  const id = stepNamed(z.string().parse(step));
  const config = readConfig();
  const progress = createProgress(context.terminal, given);
  try {
    const examined = await examinePaths(z.array(z.string()).parse(paths), given, { context, config, progress });
    const investigation = await investigationBefore(id, examined, context.signal);
    const view = given.unmasked ? openView : createMask(investigation);
    await write(context.terminal.stdout, promptToPaste(stepDefinition(id), investigation, view));
    return 0;
  } finally {
    progress.end();
  }
}
