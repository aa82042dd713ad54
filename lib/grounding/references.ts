import type { Check } from './check.ts';
import type { FactIndex } from './fact-index.ts';
import type { ClaimOf } from './scan/claim.ts';
import { subjectOf } from './subject.ts';

/** What a text points at must be there: candidates, evidence, findings, steps, lines. `F12` means nothing to a reader. */
export const checkReferences: Check = (claims, index, context) => {
  const subject = subjectOf(claims, index, context);
  return claims.flatMap((claim) => {
    if (claim.kind !== 'reference') return [];
    const why = complaint(claim, index, subject.candidate);
    return why === null ? [] : [{ claim: claim.text, why }];
  });
};

function complaint(
  { to, value, text }: ClaimOf<'reference'>,
  index: FactIndex,
  candidate: string | null,
): string | null {
  const { steps, candidates, input } = index.investigation;
  const findings = steps.anomalies?.answer.findings;
  switch (to) {
    case 'fact':
      return `${value} is a name for the ref field; say in words what it stands for`;
    case 'candidate':
      return index.candidate(value) ? null : `there is no candidate ${value}`;
    case 'evidence': {
      const [id = '', line = ''] = value.split('.');
      return index.candidate(id)?.evidence[Number(line) - 1] ? null : `there is no evidence line ${value}`;
    }
    case 'finding':
      if (!findings) return Number(value) <= candidates.length ? null : `there is no finding ${value}`;
      return findings.some(({ number }) => number === Number(value)) ? null : `there is no finding ${value}`;
    case 'finding-id': {
      const [level = '', number = ''] = value.toLowerCase().split('-');
      const found = findings?.find((finding) => finding.number === Number(number));
      return found?.severity === level ? null : `there is no finding ${text}`;
    }
    case 'step':
      return Number(value) >= 1 && Number(value) <= 4 ? null : `there is no step ${value}`;
    case 'line': {
      const about = candidate === null ? candidates : candidates.filter(({ id }) => id === candidate);
      const lines = [...about.flatMap(({ evidence }) => evidence), ...(candidate === null ? input.rejectedLines : [])];
      return lines.some(({ line }) => line === Number(value)) ? null : `line ${value} is not among the evidence`;
    }
  }
}
