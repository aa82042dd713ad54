import type { StepId } from '#lib/model/steps.ts';
import type { Reply } from '#lib/providers/provider.ts';
import type { Verification } from './step.ts';

const complaintsMax = 20;

/** What the model is told about its answer, or null where a second try is not needed or would not help. */
export function complaintAbout(reply: Reply, verified: Verification<StepId> | null): string | null {
  if (reply.outcome === 'invalid-json' || reply.outcome === 'invalid-schema') {
    return `${reply.message} Answer again with one JSON object of the given schema and nothing around it.`;
  }
  if (!verified) return null;
  if (verified.rejected.length === 0) {
    return verified.substance
      ? null
      : 'The answer says nothing that can be used. Answer again, with the rows, findings or sentences that the step asks for.';
  }
  const lines = verified.rejected.slice(0, complaintsMax).map(({ claim, why }) => `- «${claim}»: ${why}.`);
  const more = verified.rejected.length - lines.length;
  return [
    'These parts of your answer did not pass the checks against the facts:',
    ...lines,
    ...(more > 0 ? [`- and ${more} more of the same kinds.`] : []),
    'Answer again with the whole JSON object. Mend these parts from the facts or leave them out; keep the rest as it was.',
  ].join('\n');
}
