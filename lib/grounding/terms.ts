import type { Check } from './check.ts';

/** Resource ids, accounts, ARNs, domains and hashes must stand in the facts; a token that was never given out stands for nothing. */
export const checkTerms: Check = (claims, index) =>
  claims.flatMap((claim) => {
    if (claim.kind !== 'term' || index.terms.has(claim.value)) return [];
    return [{ claim: claim.text, why: `${claim.text} is ${claim.what} that the facts do not hold` }];
  });
