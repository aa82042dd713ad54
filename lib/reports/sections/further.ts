import type { Investigation } from '#lib/model/investigation.ts';
import { authorship } from '../authorship.ts';
import { type Block, list, paragraph, type SectionBlock, section, strong } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';

/** FURTHER INVESTIGATION REQUIRED: other logs, and the questions that stay open. */
export function furtherSection({ steps }: Investigation, findings: readonly ReportFinding[]): SectionBlock {
  const { report } = steps;
  const computed = { logSources: [...new Set(findings.flatMap(({ candidate }) => candidate.confirm))], questions: [] };
  const { logSources, questions } = report?.answer.furtherInvestigation ?? computed;
  const blocks: Block[] = [];
  if (logSources.length > 0) blocks.push(paragraph([strong('Log sources:')]), list(logSources));
  if (questions.length > 0) blocks.push(paragraph([strong('Open questions:')]), list(questions));
  if (blocks.length === 0) blocks.push(paragraph('Nothing further is asked for.'));
  return section(2, 'FURTHER INVESTIGATION REQUIRED', blocks, {
    anchor: 'further-investigation-required',
    author: authorship(report),
  });
}
