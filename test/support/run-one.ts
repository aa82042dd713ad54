import { detections } from '#lib/detections/registry.ts';
import { runDetections } from '#lib/detections/run-detections.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import type { Session } from '#lib/engine/engine.ts';
import type { Candidate, Check } from '#lib/model/detection.ts';
import { textSource } from '#lib/sources/text.ts';

/** The lines as a loaded log on the real engine; the session is closed when `use` is done. */
export async function withSession<Result>(lines: readonly string[], use: (session: Session) => Promise<Result>) {
  const engine = createDuckDb({ memory: '1GB' });
  const session = await engine.load([textSource('paste', `${lines.join('\n')}\n`)], { layout: 'auto', internal: [] });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** Runs one detection alone over some lines: its check, and its candidates worst first. Throws when its query fails. */
export async function runOne(
  id: string,
  lines: readonly string[],
  thresholds: Record<string, number> = {},
): Promise<{ check: Check; candidates: Candidate[] }> {
  const chosen = detections.filter((detection) => detection.id === id);
  return withSession(lines, async (session) => {
    const { checks, candidates } = await runDetections(session, { detections: chosen, thresholds });
    const [check] = checks;
    if (!check) throw new Error(`there is no detection ${id}`);
    if (check.outcome === 'failed') throw new Error(check.error ?? 'failed');
    return { check, candidates };
  });
}

/** The single candidate of a run; throws when there are none or more. */
export function theOne(candidates: readonly Candidate[]): Candidate {
  const [candidate] = candidates;
  if (!candidate || candidates.length > 1) throw new Error(`expected one candidate, there are ${candidates.length}`);
  return candidate;
}
