import { lookupTechnique } from '#lib/attack/attack.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { StepId } from '#lib/model/steps.ts';

/** The first reference of a step that leads nowhere, as a sentence, or null. Pages and reports follow each of them. */
export function unresolved(step: StepId, { steps, candidates }: Investigation): string | null {
  const findings = steps.anomalies?.answer.findings ?? [];
  const numbers = new Set(findings.map((finding) => finding.number));
  switch (step) {
    case 'baseline':
      return null;
    case 'anomalies': {
      const ids = new Set(candidates.map((candidate) => candidate.id));
      const stray = findings.find((finding) => !ids.has(finding.candidate));
      if (stray) return `Finding ${stray.number} rests on the candidate ${stray.candidate}, which there is not.`;
      return numbers.size < findings.length ? 'Two findings have the same number.' : null;
    }
    case 'attack': {
      const { rows = [], unmapped = [] } = steps.attack?.answer ?? {};
      const number = [...rows.map((row) => row.finding), ...unmapped].find((finding) => !numbers.has(finding));
      if (number !== undefined) return noFinding(number);
      const row = rows.find(({ technique }) => lookupTechnique(technique).status !== 'active');
      return row ? `${row.technique} is not a technique that flow logs can show.` : null;
    }
    case 'report': {
      const row = steps.report?.answer.findings.find(({ finding }) => !numbers.has(finding));
      return row ? noFinding(row.finding) : null;
    }
  }
}

const noFinding = (number: number): string => `There is no finding ${number}.`;
