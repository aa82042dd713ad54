import type { Investigation } from '#lib/model/investigation.ts';
import type { Source } from '#lib/sources/source.ts';

/** One line of the list of cases. */
export interface CaseSummary {
  id: string;
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  /** True for the built-in samples: the badge follows the case into its report. */
  sample: boolean;
  flows: number;
  candidates: number;
  /** Worst severity of a candidate, or null where nothing was found. */
  worst: string | null;
}

/** How a case was read, so that it can be read again in the same way. */
export interface CaseOptions {
  layout: readonly string[] | 'auto';
  internal: readonly string[];
}

export interface StoredCase extends CaseSummary {
  options: CaseOptions;
  investigation: Investigation;
}

export interface NewInput {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Where cases live. Every method is whole or not at all: a crash leaves the last good state. */
export interface CaseStore {
  id: string;
  /** Keeps the inputs first, so that nothing a person gave is lost when reading it fails. Returns the sources to read. */
  receive(inputs: AsyncIterable<NewInput>): Promise<{ id: string; sources: Source[] }>;
  /** Makes the received inputs a case. */
  create(entry: {
    id: string;
    name: string;
    sample: boolean;
    options: CaseOptions;
    investigation: Investigation;
  }): Promise<StoredCase>;
  /** Forgets received inputs that did not become a case. */
  discard(id: string): Promise<void>;
  get(id: string): Promise<StoredCase | null>;
  /** The inputs of a case, to be read again. */
  sources(id: string): Promise<Source[]>;
  list(): Promise<CaseSummary[]>;
  /** Throws `case-not-found` when the case was removed meanwhile. */
  update(id: string, investigation: Investigation): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<boolean>;
  close(): Promise<void>;
}
