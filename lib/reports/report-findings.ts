import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import type { Finding, ReportAnswer } from '#lib/model/steps.ts';
import { authorship } from './authorship.ts';
import { shortList } from './words.ts';

/** A finding as the report prints it: what the detection computed, with the words of the steps that have been written. */
export interface ReportFinding {
  /** `HIGH-002`: severity, and the number that counts through all findings. */
  id: string;
  anchor: string;
  number: number;
  title: string;
  severity: Severity;
  confidence: Confidence;
  /** Who chose and worded it, as printed. */
  author: string;
  source: string;
  destination: string;
  start: number | null;
  end: number | null;
  observed: string;
  why: string;
  /** Lines that the second step cites. */
  cited: Finding['entries'];
  candidate: Candidate;
}

/**
 * The findings in the order of their numbers: those of the second step, or every candidate while it is not written.
 * A finding whose candidate is not in the document is left out, because nothing would stand behind it.
 */
export function reportFindings({ candidates, steps }: Pick<Investigation, 'candidates' | 'steps'>): ReportFinding[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const worded = new Map((steps.report?.answer.findings ?? []).map((finding) => [finding.finding, finding]));
  const findings = steps.anomalies?.answer.findings ?? candidates.map(unwritten);

  return [...findings]
    .sort((a, b) => a.number - b.number)
    .flatMap((finding) => {
      const candidate = byId.get(finding.candidate);
      const words = worded.get(finding.number);
      const author = authorship(words ? steps.report : steps.anomalies);
      return candidate ? [merge(finding, candidate, words, author)] : [];
    });
}

function unwritten(candidate: Candidate, index: number): Finding {
  const { id, title, severity, why } = candidate;
  return { number: index + 1, candidate: id, title, severity, why, entries: [] };
}

function merge(
  finding: Finding,
  candidate: Candidate,
  worded: ReportAnswer['findings'][number] | undefined,
  author: string,
): ReportFinding {
  const severity = worded?.severity ?? finding.severity;
  const id = `${severity.toUpperCase()}-${String(finding.number).padStart(3, '0')}`;
  return {
    id,
    anchor: `finding-${id.toLowerCase()}`,
    number: finding.number,
    title: finding.title,
    severity,
    confidence: candidate.confidence,
    author,
    source: worded?.source || shortList(candidate.actors) || 'not told by the records',
    destination: worded?.destination || shortList(candidate.targets) || 'not told by the records',
    start: worded?.start ?? candidate.firstSeen,
    end: worded?.end ?? candidate.lastSeen,
    observed: worded?.observed || candidate.title,
    why: worded?.why || finding.why || candidate.why,
    cited: finding.entries,
    candidate,
  };
}
