import { z } from 'zod';

/** Step 3 as an author writes it: techniques by id, findings by number. */
export const AttackWire = z.object({
  rows: z.array(
    z.object({
      finding: z.number().describe('Number of a finding'),
      technique: z.string().describe('Id from the list of techniques, such as T1046'),
      tactic: z.string().describe('One of the tactics of that technique'),
      reasoning: z.string().describe('One sentence'),
      confidence: z.enum(['High', 'Medium', 'Low']),
    }),
  ),
  unmapped: z.array(z.number()).describe('Numbers of the findings without a confident mapping'),
});
export type AttackWire = z.infer<typeof AttackWire>;
