import { z } from 'zod';

const noted = z.array(
  z.object({
    ref: z.string().describe('Short name of a fact row, such as F3'),
    observation: z.string(),
  }),
);

/** Step 1 as an author writes it: which rows of the facts matter, and what is notable about each. */
export const BaselineWire = z.object({
  rows: noted.describe('Rows of sources and destinations'),
  ports: noted.describe('Rows of ports'),
  highOutbound: noted.describe('Rows of outbound whose volume is unusual'),
  summary: z.string(),
});
export type BaselineWire = z.infer<typeof BaselineWire>;
