import { z } from 'zod';

/** Impact if the candidate is what it looks like, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** Strength of the evidence, strongest first. Low confidence caps severity at medium. */
export const confidences = ['high', 'medium', 'low'] as const;
export const Confidence = z.enum(confidences);
export type Confidence = z.infer<typeof Confidence>;

/** The words of the report for the same scale (there is no «Info» risk). */
export const RiskLevel = z.enum(['Critical', 'High', 'Medium', 'Low']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** Rank of a severity, 0 for critical: smaller is worse. */
export const severityRank = (severity: Severity): number => severities.indexOf(severity);

/** Rank of a confidence, 0 for high: smaller is stronger. */
export const confidenceRank = (confidence: Confidence): number => confidences.indexOf(confidence);

const riskOf: Record<Severity, RiskLevel> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Low',
};

/** The risk level of a set of severities: the worst of them, `Low` for none. */
export function riskLevel(found: readonly Severity[]): RiskLevel {
  const worst = [...found].sort((a, b) => severityRank(a) - severityRank(b))[0];
  return worst ? riskOf[worst] : 'Low';
}
