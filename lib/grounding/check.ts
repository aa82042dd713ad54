import type { Candidate } from '#lib/model/detection.ts';
import type { FactReference } from '#lib/model/references.ts';
import type { FactIndex } from './fact-index.ts';
import type { Claim } from './scan/claim.ts';

/** What a sentence is about, as far as its place in an answer says it. */
export interface ClaimContext {
  candidate: Candidate | null;
  row: FactReference | null;
  /** The technique a row of the ATT&CK step argues for. */
  technique: string | null;
  /** The whole sentence. */
  sentence: string;
  /** Addresses of the sentence before, for one that goes on about them («It sent …»). */
  carried: readonly string[];
}

/** A claim that the facts do not hold: the words, and why in one phrase a person and a model can act on. */
export interface Problem {
  claim: string;
  why: string;
}

/** One check. All of them see all claims of one sentence and judge their own kind. */
export type Check = (claims: readonly Claim[], index: FactIndex, context: ClaimContext) => Problem[];
