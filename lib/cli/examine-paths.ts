import type { Config } from '#lib/config.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { examine } from '#lib/investigate.ts';
import type { InputReport } from '#lib/model/input.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { plural } from '#lib/names/format.ts';
import { pathSources } from '#lib/sources/paths.ts';
import { engineSizeOf, type InputFlags, internalOf, layoutOf, thresholdsOf } from './input-flags.ts';
import type { Context } from './program.ts';
import type { Progress } from './progress.ts';

/** Reads the paths and computes facts and checks. Notes on stderr what of the input could not be read. */
export async function examinePaths(
  paths: readonly string[],
  flags: InputFlags,
  { context, config, progress }: { context: Context; config: Pick<Config, 'memory'>; progress: Progress },
): Promise<Investigation> {
  const { memory, threads } = engineSizeOf(flags);
  const options = { layout: layoutOf(flags), internal: internalOf(flags), thresholds: thresholdsOf(flags) };
  const sources = await pathSources(paths, context.terminal.stdin);
  context.signal.throwIfAborted();
  const { investigation, session } = await examine(
    sources,
    createDuckDb({ memory: memory ?? config.memory, threads }),
    {
      ...options,
      signal: context.signal,
      onProgress: progress.loading,
    },
  );
  progress.end();
  await session.close();
  context.signal.throwIfAborted();
  noteLosses(investigation.input, progress);
  return investigation;
}

function noteLosses({ sources, rejected, rejectedLines }: InputReport, progress: Progress): void {
  for (const { name, damage } of sources)
    if (damage !== null) progress.note(`${name}: ${damage}; what came before was read.`);
  const [first] = rejectedLines;
  if (!first) return;
  progress.note(
    `${plural(rejected, 'line')} could not be read as a record; the first: ${first.source}:${first.line} ${first.reason}`,
  );
}
