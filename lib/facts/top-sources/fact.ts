import { Talker } from '#lib/model/facts.ts';
import { defineFact, topRows } from '../fact.ts';

export const topSources = defineFact({
  id: 'topSources',
  title: 'The busiest senders, by flows',
  row: Talker,
  parameters: () => ({ rows: topRows }),
  shape: (rows) => rows,
});
