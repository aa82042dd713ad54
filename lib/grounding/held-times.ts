import type { Investigation } from '#lib/model/investigation.ts';
import type { AddressSets } from './address-sets.ts';
import type { ReadText } from './computed-texts.ts';
import type { HeldTime } from './held.ts';

const nobody: readonly string[] = [];

/** Every moment in the facts: the window, the buckets of the timeline, first and last of candidates, services and evidence. */
export function heldTimes(
  { window, facts, candidates }: Investigation,
  texts: readonly ReadText[],
  sets: AddressSets,
): HeldTime[] {
  const times: HeldTime[] = [];
  const hold = (
    epochs: readonly (number | null)[],
    addresses: readonly string[] = nobody,
    candidate: string | null = null,
  ) => {
    const about = sets(addresses);
    for (const epoch of epochs) if (epoch !== null) times.push({ epoch, addresses: about, candidate });
  };
  if (window) hold([window.start, window.end]);
  for (const bucket of facts.timeline.buckets) hold([bucket.start, bucket.start + facts.timeline.bucketSeconds]);
  for (const row of facts.attackSurface) hold([row.firstSeen, row.lastSeen], [row.host, row.peer]);
  for (const { id, actors, targets, firstSeen, lastSeen, evidence, evidenceFilter } of candidates) {
    const about = [...actors, ...targets];
    hold([firstSeen, lastSeen, evidenceFilter.from ?? null, evidenceFilter.to ?? null], about, id);
    for (const { fields } of evidence) hold([fields.start, fields.end], about, id);
  }
  for (const { claims, addresses, candidate } of texts) {
    for (const claim of claims) {
      if (claim.kind === 'time' && claim.at.form === 'instant')
        hold([claim.at.low, claim.at.high], addresses, candidate);
    }
  }
  return times;
}
