import type { Check, Problem } from './check.ts';
import { inRange } from './scan/numbers.ts';
import { speakingOf, subjectOf } from './subject.ts';

/**
 * Every port must be one that the facts give for the hosts the sentence is about; where it is about none, one of any
 * fact. Both ends of a range must be such ports. IP protocol numbers must occur in the log.
 */
export const checkPorts: Check = (claims, index, context) => {
  const subject = subjectOf(claims, index, context);
  const speaks = speakingOf(subject);
  const { candidate, row } = context;
  const known = index.ports(subject.addresses.size > 0 ? subject.addresses : null);
  for (const port of [...(candidate?.ports ?? []), ...portsOfRow(row)]) known.add(port);
  const protocols = new Set(index.investigation.facts.byProtocol.map(({ number }) => number));

  const problems: Problem[] = [];
  for (const claim of claims) {
    if (claim.kind === 'protocol' && !protocols.has(claim.number)) {
      problems.push({ claim: claim.text, why: `protocol ${claim.number} is not in the log` });
    }
    if (claim.kind !== 'port' || (known.has(claim.from) && known.has(claim.to))) continue;
    const counted =
      claim.orCount &&
      index.values.some(
        (held) => held.kind === 'ports' && speaks(held) && inRange(held.value, { low: claim.from, high: claim.to }),
      );
    if (counted) continue;
    const wrong = known.has(claim.from) ? claim.to : claim.from;
    const whose = subject.addresses.size > 0 ? 'of the hosts this sentence is about' : 'in the facts';
    problems.push({ claim: claim.text, why: `port ${wrong} is not one ${whose}` });
  }
  return problems;
};

function portsOfRow(row: Parameters<Check>[2]['row']): number[] {
  switch (row?.table) {
    case 'topPorts':
    case 'outbound':
    case 'attackSurface':
      return [row.row.port];
    default:
      return [];
  }
}
