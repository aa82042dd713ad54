import { canonicalAddress } from './scan/addresses.ts';

/** Turns a list of addresses into a set of them in one spelling each; the same list always gives the same set. */
export type AddressSets = (addresses: readonly string[]) => ReadonlySet<string>;

/** Remembers what it has spelled and which list became which set: a candidate of a large log may have hundreds of hosts and dozens of numbers. */
export function createAddressSets(): AddressSets {
  const spelled = new Map<string, string>();
  const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
  const spell = (text: string): string => {
    const known = spelled.get(text);
    if (known !== undefined) return known;
    const address = canonicalAddress(text) ?? text;
    spelled.set(text, address);
    return address;
  };
  return (addresses) => {
    const known = sets.get(addresses);
    if (known) return known;
    const set = new Set(addresses.map(spell));
    sets.set(addresses, set);
    return set;
  };
}
