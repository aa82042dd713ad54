import type { Investigation } from '#lib/model/investigation.ts';

/** Step 2: every candidate is a finding, in the words of its detection. */
export function writeAnomalies({ candidates }: Pick<Investigation, 'candidates'>) {
  return {
    findings: candidates.map(({ id, severity, title, why }) => ({
      candidate: id,
      severity,
      title,
      why,
      // None cited means all: the lines of a computed finding are those of its candidate.
      evidence: [],
    })),
  };
}
