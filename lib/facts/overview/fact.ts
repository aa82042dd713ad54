import { z } from 'zod';
import { Totals } from '#lib/model/facts.ts';
import { defineFact } from '../fact.ts';

export const overview = defineFact({
  id: 'overview',
  title: 'How much there is, and of which time',
  row: Totals.extend({ start: z.number().int().nullable(), end: z.number().int().nullable() }),
  parameters: () => ({}),
  shape: ([row]) => {
    const { start = null, end = null, ...totals } = row ?? { flows: 0, bytes: 0, packets: 0, accepted: 0, rejected: 0 };
    return { totals, window: start !== null && end !== null ? { start, end } : null };
  },
});
