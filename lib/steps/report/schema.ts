import { z } from 'zod';
import { RiskLevel } from '#lib/model/scale.ts';

/** Step 4 as an author writes it: the words of the report; its tables come from the facts and the earlier steps. */
export const ReportWire = z.object({
  executiveSummary: z.string().describe('Two or three sentences'),
  riskLevel: RiskLevel,
  findings: z.array(
    z.object({
      finding: z.number().describe('Number of a finding'),
      observed: z.string(),
      why: z.string(),
    }),
  ),
  affectedAssets: z.array(
    z.object({ address: z.string().describe('An internal address from the facts'), involvement: z.string() }),
  ),
  actions: z.array(
    z.object({
      action: z.string(),
      object: z.string().describe('The address, port or interface from the facts that the action is about'),
    }),
  ),
  furtherInvestigation: z.object({ logSources: z.array(z.string()), questions: z.array(z.string()) }),
});
export type ReportWire = z.infer<typeof ReportWire>;
