import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readConfig } from '#lib/config.ts';
import { AppError } from '#lib/model/app-error.ts';
import { applyAnswer } from '#lib/steps/apply-answer.ts';
import { investigationBefore, stepNamed } from '../before-step.ts';
import { examinePaths } from '../examine-paths.ts';
import { InputFlags } from '../input-flags.ts';
import type { Context } from '../program.ts';
import { createProgress } from '../progress.ts';
import { write } from '../terminal.ts';

const Flags = InputFlags.extend({ from: z.string() });

/**
 * `flowcase answer STEP PATH… --from FILE`: puts an answer from elsewhere through the gate. stdout gets the step as it
 * would be kept, values in the place of tokens; stderr each claim that did not pass.
 */
export async function answer(step: unknown, paths: unknown, flags: unknown, context: Context): Promise<number> {
  const given = Flags.parse(flags);
  const id = stepNamed(z.string().parse(step));
  const pasted = await textOf(given.from);
  const config = readConfig();
  const progress = createProgress(context.terminal, given);
  try {
    const examined = await examinePaths(z.array(z.string()).parse(paths), given, { context, config, progress });
    const before = await investigationBefore(id, examined, context.signal);
    const kept = applyAnswer(before, id, pasted, 'pasted').steps[id];
    for (const { claim, why } of kept?.rejectedClaims ?? []) progress.note(`dropped: ${claim} (${why})`);
    await write(context.terminal.stdout, `${JSON.stringify(kept, null, 2)}\n`);
    return 0;
  } finally {
    progress.end();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('path-unreadable', {
      detail: `«${path}».`,
      hint: 'Save the answer to a file and name it with --from.',
      cause,
    });
  }
}
