import type { Check } from '#lib/grounding/check.ts';
import { scanClaims } from '#lib/grounding/claims.ts';
import type { Place } from '#lib/grounding/context.ts';
import { createFactIndex } from '#lib/grounding/fact-index.ts';
import { sampleWithSteps } from './sample-steps.ts';

/** The index of the sample with its four steps written. */
export const sampleIndex = createFactIndex(sampleWithSteps());

/** Why one check rejects a sentence about the sample; empty when it lets it pass. */
export function problemsOf(check: Check, sentence: string, place: Place = {}): string[] {
  const context = { candidate: null, row: null, technique: null, ...place, sentence, carried: [] };
  return check(scanClaims(sentence, sampleIndex.names), sampleIndex, context).map(({ why }) => why);
}

/** A candidate of the sample: C1 the upload, C2 the port scan. */
export function candidate(id: 'C1' | 'C2') {
  const found = sampleIndex.candidate(id);
  if (!found) throw new Error(`the sample has no ${id}`);
  return found;
}
