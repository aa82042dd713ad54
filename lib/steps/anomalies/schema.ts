import { z } from 'zod';
import { Severity } from '#lib/model/scale.ts';

/** Step 2 as an author writes it: which candidates are findings, in which words. */
export const AnomaliesWire = z.object({
  findings: z.array(
    z.object({
      candidate: z.string().describe('Id of a candidate, such as C3'),
      severity: Severity,
      title: z.string(),
      why: z.string(),
      evidence: z.array(z.string()).describe('Evidence lines such as C3.2; empty for all lines of the candidate'),
    }),
  ),
});
export type AnomaliesWire = z.infer<typeof AnomaliesWire>;
