import { attackVersion } from '#lib/attack/attack.ts';
import { runDetections } from '#lib/detections/run-detections.ts';
import type { Engine, LoadProgress, Session } from '#lib/engine/engine.ts';
import { computeFacts } from '#lib/facts/compute-facts.ts';
import { type Investigation, schemaVersion } from '#lib/model/investigation.ts';
import type { Source } from '#lib/sources/source.ts';

/** Name and version as they stand in `run.tool`; package.json says the same, and a test compares them. */
export const tool = 'flowcase 0.1.0';

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

/**
 * Reads the sources and computes every fact and every check: the investigation before its steps. The caller closes the
 * session. Throws an AppError for what a person can mend: `no-records`, `layout-ambiguous`, `bad-value`.
 */
export async function examine(
  sources: readonly Source[],
  engine: Engine,
  { layout = 'auto', internal = [], thresholds = {}, signal, onProgress }: ExamineOptions = {},
): Promise<{ investigation: Investigation; session: Session }> {
  const started = Date.now();
  const session = await engine.load(sources, { layout, internal, signal, onProgress });
  try {
    // Asked together, because the engine answers several short questions at once.
    const [{ facts, totals, window }, { checks, candidates }] = await Promise.all([
      computeFacts(session),
      runDetections(session, { thresholds, signal }),
    ]);
    const investigation: Investigation = {
      schemaVersion,
      run: { tool, createdAt: new Date(started).toISOString(), durationMs: Date.now() - started, attackVersion },
      input: session.input,
      window,
      totals,
      facts,
      checks,
      candidates,
      steps: { baseline: null, anomalies: null, attack: null, report: null },
    };
    return { investigation, session };
  } catch (error) {
    await session.close();
    throw error;
  }
}

export { type RunOptions, runSteps } from '#lib/steps/run-steps.ts';
