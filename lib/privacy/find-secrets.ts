import type { Secrets } from './case-secrets.ts';
import { findLiterals, type Literal, type LiteralKind, outermost } from './find-literals.ts';

export interface Secret extends Omit<Literal, 'kind'> {
  kind: LiteralKind | 'name of the case';
}

/**
 * Everything in a text that may not leave: what its shape gives away, and what only the case knows. The mask uses it
 * for free text and the guard for whole requests, so that nothing the mask let through by design stops a request.
 */
export function findSecrets(text: string, secrets: Secrets): Secret[] {
  return outermost([
    ...findLiterals(text),
    ...findAccounts(text, new Set(secrets.accounts)),
    ...findSeparated(text, new Set(secrets.addresses)),
    ...findTerms(text, secrets.terms),
  ]);
}

function findAccounts(text: string, accounts: ReadonlySet<string>): Secret[] {
  return [...text.matchAll(/(?<!\d)(?:\d{12}|\d{4}-\d{4}-\d{4})(?!\d)/g)].flatMap(({ 0: spelled, index }) => {
    const value = spelled.replaceAll('-', '');
    return accounts.has(value) ? [secret('account number', spelled, value, index)] : [];
  });
}

/** `10-0-1-25` and `10_0_1_25` are four numbers, unless the case has that address. */
function findSeparated(text: string, addresses: ReadonlySet<string>): Secret[] {
  return [...text.matchAll(/(?<!\d)\d{1,3}([-_])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\d)/g)].flatMap(({ 0: spelled, index }) => {
    const value = spelled.replace(/[-_]/g, '.');
    return addresses.has(value) ? [secret('address', spelled, value, index)] : [];
  });
}

function findTerms(text: string, terms: readonly string[]): Secret[] {
  const lower = text.toLowerCase();
  // Lower case may change the length of a text (`İ`); positions would then be off, so it is searched as it is.
  const searched = lower.length === text.length ? lower : text;
  const found: Secret[] = [];
  for (const term of terms) {
    const wanted = term.toLowerCase();
    for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (isWordCharacter(text[at - 1]) || isWordCharacter(text[end])) continue;
      found.push(secret('name of the case', text.slice(at, end), term, at));
    }
  }
  return found;
}

/** Letters and digits: the characters of tokens, next to which a token could not be told. */
export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}

const secret = (kind: Secret['kind'], text: string, value: string, start: number): Secret => ({
  kind,
  text,
  value,
  start,
  end: start + text.length,
});
