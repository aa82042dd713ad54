import { DirectionFact } from '#lib/model/facts.ts';
import { defineFact } from '../fact.ts';

export const byDirection = defineFact({
  id: 'byDirection',
  title: 'Which way the traffic went',
  row: DirectionFact,
  parameters: () => ({}),
  shape: (rows) => rows,
});
