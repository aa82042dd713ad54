import { z } from 'zod';
import { SurfaceFact } from '#lib/model/facts.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineFact } from '../fact.ts';

const rowsMax = 100;

export const attackSurface = defineFact({
  id: 'attackSurface',
  title: 'Services that internal hosts offer or use, per peer: what was accepted first',
  row: SurfaceFact.extend({ protocol: z.number().int().nullable() }),
  parameters: () => ({ rows: rowsMax }),
  shape: (rows) =>
    rows.map((row) => ({ ...row, protocol: row.protocol === null ? 'unknown' : protocolName(row.protocol) })),
});
