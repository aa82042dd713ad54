import { scanAddresses } from './scan/addresses.ts';
import type { Claim, Scanner, Span } from './scan/claim.ts';
import { scanCounts } from './scan/counts.ts';
import { scanMarkup } from './scan/markup.ts';
import { scanPorts } from './scan/ports.ts';
import { scanQuantities } from './scan/quantities.ts';
import { scanReferences } from './scan/references.ts';
import { scanStatements } from './scan/statements.ts';
import { scanTerms } from './scan/terms.ts';
import { blanked, plainCharacters } from './scan/text.ts';
import { scanTimes } from './scan/times.ts';

// In this order: what an earlier scanner has read is blanked, so that the 22 of an address is never a port or a count.
const scanners: readonly Scanner[] = [
  scanMarkup,
  scanTerms,
  scanAddresses,
  scanTimes,
  scanReferences,
  scanPorts,
  scanQuantities,
  scanCounts,
];

/**
 * Everything in a sentence that is true or false of a log, in the order of the text. `known` are names from the facts
 * (files, labels, services) whose digits are part of the name: `RFC 5737` counts nothing.
 */
export function scanClaims(text: string, known: readonly string[] = []): Claim[] {
  const plain = plainCharacters(text);
  const named = blanked(plain, occurrences(plain, known));
  const claims: Claim[] = [];
  let rest = named;
  for (const scan of scanners) {
    const found = withoutOverlaps(scan(rest));
    claims.push(...found);
    rest = blanked(rest, found);
  }
  claims.push(...withoutOverlaps(scanStatements(named)));
  return claims
    .filter(({ kind }) => kind !== 'structure')
    .map((claim) => ({ ...claim, text: text.slice(claim.start, claim.end) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where the known names stand, whole words, longer names first. */
function occurrences(text: string, known: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const name of [...known].sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      const whole = !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(end));
      if (whole && !spans.some((span) => span.start < end && at < span.end)) spans.push({ text: name, start: at, end });
    }
  }
  return spans;
}

/** Of claims that share characters, the one that begins first and reaches furthest. */
function withoutOverlaps(claims: readonly Claim[]): Claim[] {
  const kept: Claim[] = [];
  for (const claim of [...claims].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || claim.start >= last.end) kept.push(claim);
  }
  return kept;
}
