import type { Investigation } from '#lib/model/investigation.ts';
import { type KnownValues, knownValues } from './known-values.ts';

/** What the guard is told of a case: values that may not stand in anything that leaves. */
export interface Secrets {
  /** 12 digits each. */
  accounts: readonly string[];
  addresses: readonly string[];
  /** Ids and names of files, resources and tags, found whatever their case. */
  terms: readonly string[];
}

/** The secrets of a case, taken from its document and not from the mask: what the mask forgets, the guard still knows. */
export function caseSecrets(investigation: Investigation): Secrets {
  return secretsOf(knownValues(investigation));
}

/** The same, where the values have been gathered already. */
export function secretsOf({ addresses, terms }: KnownValues): Secrets {
  return {
    addresses,
    accounts: terms.filter(({ kind }) => kind === 'account').map(({ text }) => text),
    terms: terms.filter(({ kind, text }) => kind !== 'account' && isTelling(text)).map(({ text }) => text),
  };
}

/**
 * A file called `paste` or `flows` is a word of every prompt, and one called `22` a port: only names with letters and
 * something else in them can be told from ordinary text.
 */
function isTelling(name: string): boolean {
  return name.length >= 4 && /[a-z]/i.test(name) && /[^a-z]/i.test(name);
}
