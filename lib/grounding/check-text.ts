import type { RejectedClaim } from '#lib/model/steps.ts';
import type { Check, ClaimContext, Problem } from './check.ts';
import { scanClaims } from './claims.ts';
import type { Place } from './context.ts';
import type { FactIndex } from './fact-index.ts';
import { splitSentences } from './sentences.ts';

/** What of a text stands, and the sentences that fell with why. */
export interface CheckedText {
  text: string;
  rejected: RejectedClaim[];
}

// A sentence that begins so goes on about the hosts of the one before.
const goesOn =
  /^\W*(?:it|its|they|their|this|that|these|those|the same|the (?:host|source|destination|peer|address|server|client|scanner|transfer|flow|connection)s?|both|here|there|another|all|of (?:these|those|them))\b/i;
const claimLengthMax = 300;

/** Runs the checks over each sentence of a text. A sentence with a problem is dropped as a whole; the others stay as they were. */
export function checkText(text: string, index: FactIndex, checks: readonly Check[], place: Place = {}): CheckedText {
  const kept: string[] = [];
  const rejected: RejectedClaim[] = [];
  let carried: string[] = [];
  // Citations of facts in brackets are welcome from a model and mean nothing to a reader.
  for (const sentence of splitSentences(withoutCitations(text, index))) {
    const claims = scanClaims(sentence.text, index.names);
    const named = claims.flatMap((claim) =>
      claim.kind === 'address' && claim.address !== null ? [claim.address] : [],
    );
    const context: ClaimContext = {
      candidate: place.candidate ?? null,
      row: place.row ?? null,
      technique: place.technique ?? null,
      sentence: sentence.text,
      carried: goesOn.test(sentence.text) ? carried : [],
    };
    if (named.length > 0 || !goesOn.test(sentence.text)) carried = named;
    const problems = index.says(sentence.text) ? [] : checks.flatMap((check) => check(claims, index, context));
    if (problems.length === 0) kept.push(sentence.text);
    else rejected.push({ claim: shortened(sentence.text.trim()), why: reasons(problems) });
  }
  return { text: kept.join('').trim(), rejected };
}

function reasons(problems: readonly Problem[]): string {
  return [...new Set(problems.map(({ why }) => why))].join('; ');
}

const shortened = (claim: string): string =>
  claim.length > claimLengthMax ? `${claim.slice(0, claimLengthMax)}…` : claim;

/** Takes `(F12)` and `[C3.2, F4]` out where all of them exist; others stay and are judged. */
function withoutCitations(text: string, index: FactIndex): string {
  return text.replace(
    /\s?[([]((?:F\d+|C\d+(?:\.\d+)?)(?:\s?[,;]\s?(?:F\d+|C\d+(?:\.\d+)?))*)[)\]]/g,
    (whole, list: string) => (list.split(/\s?[,;]\s?/).every((ref) => exists(ref, index)) ? '' : whole),
  );
}

function exists(ref: string, index: FactIndex): boolean {
  if (ref.startsWith('F')) return index.references.has(ref);
  const [id = '', line] = ref.split('.');
  const candidate = index.candidate(id);
  return candidate !== null && (line === undefined || candidate.evidence[Number(line) - 1] !== undefined);
}
