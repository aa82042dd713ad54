import type { Check } from './check.ts';

/** What a model writes is shown as plain text: no HTML, no image, no link but to a page of ATT&CK, nothing a reader cannot see. */
export const checkMarkup: Check = (claims) =>
  claims.flatMap((claim) =>
    claim.kind === 'markup' ? [{ claim: claim.text, why: `${claim.what} may not stand in a text` }] : [],
  );
