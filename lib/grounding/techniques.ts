import { lookupTechnique, type Technique, techniques } from '#lib/attack/attack.ts';
import type { Check, Problem } from './check.ts';

/**
 * A technique in a text must be in the table and one that this row argues for or a candidate maps to. A tactic beside a
 * technique must be one of its tactics; «Defense Evasion» left ATT&CK with version 19 and is never printed.
 */
export const checkTechniques: Check = (claims, index, { technique: own, sentence }) => {
  const problems: Problem[] = [];
  const named: Technique[] = [];
  for (const claim of claims) {
    if (claim.kind !== 'technique') continue;
    const found = lookupTechnique(claim.id);
    const id = claim.id.toUpperCase();
    if (found.status === 'unknown')
      problems.push({ claim: claim.text, why: `${id} is not a technique that flow logs can show` });
    else if (found.status === 'revoked') {
      const instead = found.successor ? `; it became ${found.successor.id}` : '';
      problems.push({ claim: claim.text, why: `${id} was revoked in ATT&CK 19${instead}` });
    } else if (found.technique.id !== own && !index.techniques.has(found.technique.id)) {
      problems.push({ claim: claim.text, why: `no candidate maps to ${found.technique.id}` });
    } else {
      named.push(found.technique);
      const called = nameBehind(sentence.slice(claim.end), found.technique);
      if (called !== null) problems.push({ claim: claim.text, why: `${id} is ${found.technique.name}, not ${called}` });
    }
  }
  for (const claim of claims) {
    if (claim.kind !== 'tactic') continue;
    if (/^Defense Evasion$/i.test(claim.name)) {
      problems.push({ claim: claim.text, why: 'the tactic Defense Evasion left ATT&CK with version 19' });
      continue;
    }
    if (/^TA\d+$/.test(claim.name)) {
      problems.push({ claim: claim.text, why: 'tactics are given by name' });
      continue;
    }
    const meant =
      named.length > 0 ? named : /\btactics?\b/i.test(sentence) ? ownTechniques(own, index.techniques) : null;
    if (
      meant !== null &&
      !meant.some(({ tactics }) => tactics.some((tactic) => tactic.toLowerCase() === claim.name.toLowerCase()))
    ) {
      problems.push({
        claim: claim.text,
        why: `${claim.text} is not the tactic of ${meant.map(({ id }) => id).join(', ') || 'any technique here'}`,
      });
    }
  }
  return problems;
};

/** The name of another technique right behind an id, as in «T1046 (Brute Force)»; null for its own name or none. */
function nameBehind(tail: string, { name }: Technique): string | null {
  const words = tail.replace(/^[\s(:,«"-]+/, '').toLowerCase();
  const begins = (other: string) => words.startsWith(other.toLowerCase()) && !/^\w/.test(words.slice(other.length));
  const parts = (full: string) => [full, ...full.split(': ')];
  if (parts(name).some(begins)) return null;
  return techniques.flatMap((other) => parts(other.name)).find(begins) ?? null;
}

function ownTechniques(own: string | null, all: ReadonlySet<string>): Technique[] {
  return (own === null ? [...all] : [own]).flatMap((id) => {
    const found = lookupTechnique(id);
    return found.status === 'active' ? [found.technique] : [];
  });
}
