import type { Investigation } from '#lib/model/investigation.ts';
import type { Claim } from './scan/claim.ts';

/** A sentence that the program itself wrote into the facts, and whom it is about. */
export interface ComputedText {
  text: string;
  candidate: string | null;
  addresses: readonly string[];
}

/** The same, read: whatever it claims is held by the facts. */
export interface ReadText extends ComputedText {
  claims: readonly Claim[];
}

/** The words of the facts: why a candidate fired, how a role was told, what the log cannot show. */
export function computedTexts({ facts, candidates, checks }: Investigation): ComputedText[] {
  return [
    ...candidates.flatMap((candidate) => {
      const about = { candidate: candidate.id, addresses: [...candidate.actors, ...candidate.targets] };
      const words = [
        candidate.title,
        candidate.why,
        ...candidate.steps,
        ...candidate.attack.map(({ reasoning }) => reasoning),
        ...candidate.benign,
        ...candidate.confirm,
      ];
      return words.map((text) => ({ text, ...about }));
    }),
    ...facts.assets.map(({ address, roleFrom }) => ({ text: roleFrom, candidate: null, addresses: [address] })),
    ...[...facts.blindSpots, ...checks.map(({ title }) => title)].map((text) => ({
      text,
      candidate: null,
      addresses: [],
    })),
  ].filter(({ text }) => text.trim() !== '');
}

/** Names in the facts whose digits count nothing. A name without a letter is left out: it could be any number. */
export function knownNames({ facts, input, checks }: Investigation): string[] {
  const names = [
    ...input.sources.map(({ name }) => name),
    ...[...facts.topSources, ...facts.topDestinations].map(({ label }) => label ?? ''),
    ...facts.topPorts.map(({ service }) => service),
    ...facts.assets.flatMap(({ role, interfaces, instances }) => [role, ...interfaces, ...instances]),
    ...input.missingFields,
    ...checks.map(({ detection }) => detection),
  ];
  return [...new Set(names)].filter((name) => name.length > 2 && /[a-z]/i.test(name) && /\d|[^\p{ASCII}]/u.test(name));
}
