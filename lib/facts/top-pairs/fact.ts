import { PairFact } from '#lib/model/facts.ts';
import { defineFact, topRows } from '../fact.ts';

export const topPairs = defineFact({
  id: 'topPairs',
  title: 'The busiest pairs of sender and receiver, by flows',
  row: PairFact,
  parameters: () => ({ rows: topRows }),
  shape: (rows) => rows,
});
