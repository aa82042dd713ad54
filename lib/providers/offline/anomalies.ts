import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { paragraph, sentence } from './words.ts';

/** Step 2: every candidate is a finding, in the words of its detection, with how severity and confidence came about. */
export function writeAnomalies({ candidates }: Pick<Investigation, 'candidates'>) {
  return {
    findings: candidates.map((candidate) => ({
      candidate: candidate.id,
      severity: candidate.severity,
      title: candidate.title,
      why: paragraph(candidate.why, ratingSentence(candidate)),
      // None cited means all: the lines of a computed finding are those of its candidate.
      evidence: [],
    })),
  };
}

/** `Severity high, confidence medium: above the threshold in one record.` */
function ratingSentence({ severity, confidence, steps }: Candidate): string {
  const [first = '', ...others] = steps;
  const own = new RegExp(`^${severity}: `);
  const reasons = [first.replace(own, ''), ...others].filter((step) => step !== '');
  return sentence(
    `Severity ${severity}, confidence ${confidence}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}`,
  );
}
