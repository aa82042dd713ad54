import type { Check } from './check.ts';

const reasons = {
  reputation: 'no reputation or threat intelligence was looked up',
  attribution: 'flow logs do not tell who, where or what stands behind an address',
  outcome: 'flow logs do not show what happened inside a connection',
};

/**
 * Reputation, attribution and outcomes of sessions are not in a flow log, whoever says them. Words that the facts
 * themselves use are let through with the two words before them: «a port known from malware».
 */
export const checkReputation: Check = (claims, index, { sentence }) =>
  claims.flatMap((claim) => {
    if (claim.kind !== 'statement') return [];
    const before = /(?:\S+\s+){2}$/.exec(sentence.slice(0, claim.start))?.[0];
    if (before !== undefined && index.quotes(before + claim.text)) return [];
    return [{ claim: claim.text, why: reasons[claim.what] }];
  });
