import type { Check, Problem } from './check.ts';
import { factAddresses } from './context.ts';
import type { Claim, ClaimOf } from './scan/claim.ts';

// One host did something to another: the clause between them has no comma and nothing that begins a new statement.
const towards =
  /^(?!.*(?:\b(?:and|while|but|whereas|both|or|nor|as well as|also|besides)\b|[,;:(])).*(?:\bto\b|\bwith\b|\bagainst\b|\btowards?\b|\bfrom\b|\binto\b|->|→|>|\bscanned\b|\bcontacted\b|\bprobed\b|\breached\b|\btried\b)/i;

/**
 * Every address must be one that the facts hold, in whatever spelling. In a place that is about a candidate or a row it
 * must be one of theirs, or one that a fact links to them. Two hosts said to have met must have met in a fact.
 */
export const checkAddresses: Check = (claims, index, { candidate, row, sentence }) => {
  const own = index.sets([...(candidate ? [...candidate.actors, ...candidate.targets] : []), ...factAddresses(row)]);
  const problems: Problem[] = [];
  for (const claim of claims) {
    if (claim.kind === 'network' && !index.networks.has(claim.network)) {
      problems.push({ claim: claim.text, why: `the network ${claim.text} is not in the facts` });
    }
    if (claim.kind !== 'address') continue;
    if (claim.address === null) problems.push({ claim: claim.text, why: `${claim.text} is no IP address` });
    else if (!index.addresses.has(claim.address)) {
      problems.push({ claim: claim.text, why: `the address ${claim.text} is not in the facts` });
    } else if (own.size > 0 && !index.near(claim.address, own)) {
      problems.push({ claim: claim.text, why: `the address ${claim.text} has nothing to do with this row` });
    }
  }
  for (const [one, other] of neighbours(claims)) {
    const between = sentence.slice(one.end, other.start);
    if (
      one.address === null ||
      other.address === null ||
      !towards.test(between) ||
      isRange(one.address, between, other.address)
    )
      continue;
    const known = index.addresses.has(one.address) && index.addresses.has(other.address);
    if (known && !index.linked(one.address, other.address)) {
      problems.push({
        claim: sentence.slice(one.start, other.end),
        why: `the facts hold no traffic between ${one.text} and ${other.text}`,
      });
    }
  }
  return problems;
};

/** «10.0.6.20 to 10.0.6.41» names a run of neighbours, not a connection. */
function isRange(one: string, between: string, other: string): boolean {
  const network = (address: string) => address.slice(0, address.lastIndexOf(address.includes(':') ? ':' : '.'));
  return /^\s*(?:to|through|-)\s*$/.test(between) && network(one) === network(other);
}

/** Each address with the one that comes next in the sentence. */
function neighbours(claims: readonly Claim[]): [ClaimOf<'address'>, ClaimOf<'address'>][] {
  const addresses = claims.filter((claim) => claim.kind === 'address');
  return addresses.slice(1).flatMap((other, index): [ClaimOf<'address'>, ClaimOf<'address'>][] => {
    const one = addresses[index];
    return one ? [[one, other]] : [];
  });
}
