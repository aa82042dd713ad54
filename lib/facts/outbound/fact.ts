import { z } from 'zod';
import { OutboundFact } from '#lib/model/facts.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineFact } from '../fact.ts';

/** Enough to see every destination of weight; the rest is a query away. */
const rowsMax = 50;

export const outbound = defineFact({
  id: 'outbound',
  title: 'What left for external addresses, by bytes',
  row: OutboundFact.extend({ protocol: z.number().int().nullable() }),
  parameters: () => ({ rows: rowsMax }),
  shape: (rows) =>
    rows.map((row) => ({ ...row, protocol: row.protocol === null ? 'unknown' : protocolName(row.protocol) })),
});
