import type { Engine, LoadProgress, Session } from '#lib/engine/engine.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { StepId } from '#lib/model/steps.ts';
import type { Provider } from '#lib/providers/provider.ts';
import type { Source } from '#lib/sources/source.ts';

export interface ExamineOptions {
  /** AWS field names in column order, or `auto`. */
  layout?: readonly string[] | 'auto';
  /** CIDRs that count as internal besides the private ranges. */
  internal?: readonly string[];
  /** Changed thresholds by `detection.threshold`. */
  thresholds?: Readonly<Record<string, number>>;
  signal?: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

/** Reads the sources and computes every fact and every check: the investigation before its steps. The caller closes the session. */
export async function examine(
  sources: readonly Source[],
  engine: Engine,
  options: ExamineOptions = {},
): Promise<{ investigation: Investigation; session: Session }> {
  throw new Error(`being written: ${sources.length} ${engine.id} ${options.layout}`);
}

export interface RunOptions {
  provider: Provider;
  /** Off only for a provider on this machine. */
  mask: 'strict' | 'off';
  /** First step to write; the earlier ones must have been. */
  from?: StepId;
  signal?: AbortSignal;
}

/** Writes the four steps in order and tells what happens; the last event is `done` or `stopped`, with all that was written. */
export async function* runSteps(investigation: Investigation, options: RunOptions): AsyncGenerator<RunEvent> {
  yield { type: 'done', investigation: { ...investigation, run: { ...investigation.run, tool: options.provider.id } } };
}
