import type { Asset, OutboundFact, PairFact, PortFact, SurfaceFact, Talker } from './facts.ts';
import type { Investigation } from './investigation.ts';

/** One row of a fact table under the short name by which prompts and answers refer to it. */
export type FactReference =
  | { ref: string; table: 'topSources'; row: Talker }
  | { ref: string; table: 'topDestinations'; row: Talker }
  | { ref: string; table: 'topPorts'; row: PortFact }
  | { ref: string; table: 'topPairs'; row: PairFact }
  | { ref: string; table: 'outbound'; row: OutboundFact }
  | { ref: string; table: 'attackSurface'; row: SurfaceFact }
  | { ref: string; table: 'assets'; row: Asset };

/** How many rows of the long tables get a name: a prompt for fifty million records is as long as for fifty. */
const named = { outbound: 10, attackSurface: 20, assets: 20 };

/** The named fact rows F1, F2, … in a fixed order: the same investigation always names the same rows. */
export function factReferences({ facts }: Pick<Investigation, 'facts'>): FactReference[] {
  const rows = [
    ...facts.topSources.map((row) => ({ table: 'topSources' as const, row })),
    ...facts.topDestinations.map((row) => ({ table: 'topDestinations' as const, row })),
    ...facts.topPorts.map((row) => ({ table: 'topPorts' as const, row })),
    ...facts.topPairs.map((row) => ({ table: 'topPairs' as const, row })),
    ...facts.outbound.slice(0, named.outbound).map((row) => ({ table: 'outbound' as const, row })),
    ...facts.attackSurface.slice(0, named.attackSurface).map((row) => ({ table: 'attackSurface' as const, row })),
    ...facts.assets.slice(0, named.assets).map((row) => ({ table: 'assets' as const, row })),
  ];
  return rows.map((entry, index) => ({ ref: `F${index + 1}`, ...entry }));
}
