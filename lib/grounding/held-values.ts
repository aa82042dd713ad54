import type { Investigation } from '#lib/model/investigation.ts';
import type { AddressSets } from './address-sets.ts';
import type { ReadText } from './computed-texts.ts';
import { type Held, type HeldKind, type Hold, heldKinds } from './held.ts';
import { holdCandidate } from './held-of-candidate.ts';
import { holdLog } from './held-of-log.ts';
import { holdRows } from './held-of-rows.ts';
import type { AddressLinks } from './links.ts';
import { countKinds } from './scan/claim.ts';

/** Every number in the facts with what it is of, and what follows from the rows: accepted ones, totals of a host, lengths. */
export function heldValues(
  investigation: Investigation,
  texts: readonly ReadText[],
  { links, sets }: { links: AddressLinks; sets: AddressSets },
): Held[] {
  const values: Held[] = [];
  const hold: Hold = (group, numbers, { addresses = nobody, ports = [], candidate = null, threshold = false } = {}) => {
    const about = { addresses: sets(addresses), ports, candidate, threshold, group };
    for (const kind of heldKinds) {
      const given = numbers[kind] ?? [];
      for (const value of typeof given === 'number' ? [given] : given) values.push({ kind, value, ...about });
    }
  };
  holdLog(investigation, hold);
  holdRows(investigation, hold);
  for (const candidate of investigation.candidates) holdCandidate(candidate, hold);
  holdTexts(texts, links, hold);
  return values;
}

const nobody: readonly string[] = [];

/** What the words of the facts claim, they hold. */
function holdTexts(texts: readonly ReadText[], links: AddressLinks, hold: Hold) {
  for (const { text, claims, addresses, candidate } of texts) {
    for (const claim of claims) {
      const threshold = /\b(?:threshold|limit)\b/i.test(text.slice(Math.max(0, claim.start - 25), claim.start));
      const about = { addresses, candidate, threshold };
      const group = `text ${candidate ?? addresses.slice(0, 2).join(' ')}`;
      if (claim.kind === 'count') {
        // «serves 22, 443» names ports; any other number without a noun is a measure of something.
        const isPort = claim.orPort && links.ports(null).has(claim.range.low);
        const kinds: readonly HeldKind[] = claim.of.length < countKinds.length ? claim.of : isPort ? [] : ['other'];
        for (const kind of kinds) hold(group, { [kind]: claim.range.low }, about);
      }
      if (claim.kind === 'bytes')
        hold(group, { bytes: [claim.range.low, claim.range.high, middle(claim.range)] }, about);
      if (claim.kind === 'duration')
        hold(group, { duration: [claim.range.low, claim.range.high, middle(claim.range)] }, about);
      if (claim.kind === 'percentage') hold(group, { share: middle(claim.range) / 100 }, about);
      if (claim.kind === 'ratio') hold(group, { ratio: middle(claim.range) }, about);
    }
  }
}

const middle = ({ low, high }: { low: number; high: number }): number => (low + high) / 2;
