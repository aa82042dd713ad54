import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Severity } from '#lib/model/scale.ts';
import { findingId } from './words.ts';

/** A finding of the second step with the candidate behind it. */
export interface Found {
  number: number;
  /** `HIGH-002`. */
  id: string;
  severity: Severity;
  title: string;
  why: string;
  candidate: Candidate;
}

/**
 * The findings as the second step left them, whoever wrote it; every candidate while it is not written. A finding whose
 * candidate is not in the document has nothing to write about and is left out.
 */
export function foundIn({ steps, candidates }: Pick<Investigation, 'steps' | 'candidates'>): Found[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const findings =
    steps.anomalies?.answer.findings ??
    candidates.map(({ id, severity, title, why }, index) => ({
      number: index + 1,
      candidate: id,
      severity,
      title,
      why,
    }));
  return findings.flatMap(({ number, candidate: id, severity, title, why }) => {
    const candidate = byId.get(id);
    return candidate ? [{ number, id: findingId(severity, number), severity, title, why, candidate }] : [];
  });
}

/** What somebody may have done. A finding without a host in it is a note on the coverage of the log. */
export function isSuspicious({ severity, candidate: { actors, targets } }: Found): boolean {
  return severity !== 'info' && actors.length + targets.length > 0;
}
