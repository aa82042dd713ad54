import { lookupTechnique } from '#lib/attack/attack.ts';
import { type Confidence, riskLevel } from '#lib/model/scale.ts';
import type { Check, ClaimContext, Problem } from './check.ts';
import type { FactIndex } from './fact-index.ts';

/** Severity, risk and confidence in words must be the computed ones: of the candidate where the place is about one, else of some finding. */
export const checkSeverity: Check = (claims, index, context) => {
  const problems: Problem[] = [];
  const { candidate } = context;
  const own = candidate ? severitiesOf(candidate.id, candidate.severity, index) : null;
  const risk = riskLevel(index.severities);
  for (const claim of claims) {
    if (claim.kind === 'severity' && !(own ?? index.severities).includes(claim.level)) {
      problems.push({
        claim: claim.text,
        why: own ? `the severity here is ${candidate?.severity}` : `no finding is ${claim.level}`,
      });
    }
    if (
      claim.kind === 'risk' &&
      claim.level !== risk &&
      !(own ?? []).some((level) => level === claim.level.toLowerCase())
    ) {
      problems.push({ claim: claim.text, why: `the risk level that follows from the findings is ${risk}` });
    }
    if (claim.kind === 'confidence' && !confidences(index, context).includes(claim.level)) {
      problems.push({ claim: claim.text, why: `the facts give no ${claim.level} confidence here` });
    }
  }
  return problems;
};

/** A finding may have been rated a step below its candidate; both words are true then. */
function severitiesOf(id: string, computed: FactIndex['severities'][number], index: FactIndex) {
  const finding = index.investigation.steps.anomalies?.answer.findings.find(({ candidate }) => candidate === id);
  return finding ? [computed, finding.severity] : [computed];
}

function confidences(index: FactIndex, { candidate, technique }: ClaimContext): Confidence[] {
  const about = candidate ? [candidate] : index.investigation.candidates;
  const held: Confidence[] = about.flatMap(({ confidence, attack }) => [
    confidence,
    ...attack.map((mapping) => mapping.confidence),
  ]);
  const found = technique === null ? null : lookupTechnique(technique);
  const cap: Confidence[] = found?.status === 'active' ? [lower(found.technique.cap)] : [];
  return [...held, ...cap];
}

const caps = { High: 'high', Medium: 'medium', Low: 'low' } as const;
const lower = (cap: keyof typeof caps): Confidence => caps[cap];
