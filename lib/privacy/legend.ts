import { isIP } from 'node:net';
import type { Investigation } from '#lib/model/investigation.ts';
import { addressKey } from '#lib/names/address-scope.ts';

/**
 * What the tokens of a case mean, in a few lines for a prompt. Says of a host only what does not name it: its side,
 * and the label of its range where the facts have one.
 */
export function caseLegend(tokens: readonly [token: string, value: string][], { facts }: Investigation): string {
  const labels = new Map(
    [...facts.topSources, ...facts.topDestinations].map(({ address, label }) => [addressKey(address), label]),
  );
  const labelled = tokens.flatMap(([token, value]) => {
    const label = isIP(value) === 0 ? null : labels.get(value);
    return label ? [`${token}: ${label}.`] : [];
  });
  return [
    'Values that identify somebody are replaced by tokens. Copy a token exactly as it stands; never make one up.',
    ...meanings.filter(([pattern]) => tokens.some(([token]) => pattern.test(token))).map(([, meaning]) => meaning),
    't+12s is 12 seconds after the first record.',
    ...labelled,
  ].join('\n');
}

const meanings: readonly [pattern: RegExp, meaning: string][] = [
  [/^IN\d/, 'IN…H… is an internal host. Hosts of one network share the number before H; neighbours follow each other.'],
  [/^EX\d/, 'EX…H… is an external host, numbered in the same way.'],
  [/^ENI\d/, 'ENI… is a network interface.'],
  [/^ACCT\d/, 'ACCT… is an AWS account.'],
  [/^INST\d/, 'INST… is an instance.'],
  [/^VPC\d/, 'VPC… is a VPC.'],
  [/^SUBNET\d/, 'SUBNET… is a subnet.'],
  [/^FILE\d/, 'FILE… is an input file.'],
  [/^ID\d/, 'ID… is another name or id.'],
];
