import { z } from 'zod';
import { protocolName } from '#lib/names/protocols.ts';
import { defineFact } from '../fact.ts';

const count = z.number().int().nonnegative();

export const byProtocol = defineFact({
  id: 'byProtocol',
  title: 'Protocols',
  row: z.object({ number: z.number().int(), flows: count, bytes: count, packets: count }),
  parameters: () => ({}),
  shape: (rows) => rows.map((row) => ({ protocol: row.number < 0 ? 'unknown' : protocolName(row.number), ...row })),
});
