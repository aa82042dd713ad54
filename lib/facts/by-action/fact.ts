import { ActionFact } from '#lib/model/facts.ts';
import { defineFact } from '../fact.ts';

export const byAction = defineFact({
  id: 'byAction',
  title: 'Accepted and rejected',
  row: ActionFact,
  parameters: () => ({}),
  shape: (rows) => rows,
});
