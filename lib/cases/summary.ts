import type { CaseSummary } from '#lib/cases/store.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { severityRank } from '#lib/model/scale.ts';

/** What the list of cases says of an investigation. */
export function summaryOf({
  totals,
  candidates,
}: Pick<Investigation, 'totals' | 'candidates'>): Pick<CaseSummary, 'flows' | 'candidates' | 'worst'> {
  const [worst] = candidates.map((candidate) => candidate.severity).sort((a, b) => severityRank(a) - severityRank(b));
  return { flows: totals.flows, candidates: candidates.length, worst: worst ?? null };
}
