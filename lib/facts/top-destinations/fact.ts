import { Talker } from '#lib/model/facts.ts';
import { defineFact, topRows } from '../fact.ts';

export const topDestinations = defineFact({
  id: 'topDestinations',
  title: 'The busiest receivers, by flows',
  row: Talker,
  parameters: () => ({ rows: topRows }),
  shape: (rows) => rows,
});
