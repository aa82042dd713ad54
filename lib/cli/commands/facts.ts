import { z } from 'zod';
import { readConfig } from '#lib/config.ts';
import { json } from '#lib/reports/json.ts';
import { examinePaths } from '../examine-paths.ts';
import { factsText } from '../facts-text.ts';
import { InputFlags } from '../input-flags.ts';
import type { Context } from '../program.ts';
import { createProgress } from '../progress.ts';
import { write } from '../terminal.ts';

const Flags = InputFlags.extend({ json: z.boolean().default(false) });

/** `flowcase facts`: what is computed, without the four steps. */
export async function facts(paths: unknown, flags: unknown, context: Context): Promise<number> {
  const given = Flags.parse(flags);
  const progress = createProgress(context.terminal, given);
  const investigation = await examinePaths(z.array(z.string()).parse(paths), given, {
    context,
    config: readConfig(),
    progress,
  }).finally(progress.end);
  await write(context.terminal.stdout, given.json ? json.render(investigation) : factsText(investigation));
  return 0;
}
