import type { Investigation } from '#lib/model/investigation.ts';
import { severities } from '#lib/model/scale.ts';
import { type Step, stepIds } from '#lib/model/steps.ts';
import { formatBytesExact, formatCount, joinWords, plural } from '#lib/names/format.ts';
import { authorship } from '../authorship.ts';
import { type Block, entries } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { stepTitles } from '../step-titles.ts';
import { capital, period, shortList } from '../words.ts';

/** What was read and who wrote: the numbers that a reader checks first. */
export function headerBlocks(investigation: Investigation, findings: readonly ReportFinding[]): Block[] {
  const { input, window, totals } = investigation;
  return [
    entries([
      [
        'Input',
        shortList(
          input.sources.map((source) => source.name),
          5,
        ) || 'none',
      ],
      ['Period', window ? period(window.start, window.end) : 'the records carry no times'],
      ['Lines', lineSum(investigation)],
      [
        'Flows',
        `${plural(totals.flows, 'flow')}: ${formatCount(totals.accepted)} accepted, ${formatCount(totals.rejected)} rejected`,
      ],
      ['Volume', `${formatBytesExact(totals.bytes)} in ${plural(totals.packets, 'packet')}`],
      ['Findings', findingCounts(findings)],
      ['Written by', stepIds.map((id) => `${stepTitles[id]}: ${writer(investigation.steps[id])}`).join('; ')],
    ]),
  ];
}

/** `173,198 lines = 172,619 records + 579 headers`: every line is accounted for. */
function lineSum({ input }: Pick<Investigation, 'input'>): string {
  const parts = [plural(input.records, 'record')];
  if (input.headers > 0) parts.push(plural(input.headers, 'header'));
  if (input.blank > 0) parts.push(`${formatCount(input.blank)} blank`);
  if (input.rejected > 0) parts.push(`${formatCount(input.rejected)} not readable`);
  return `${plural(input.lines, 'line')} = ${parts.join(' + ')}`;
}

function findingCounts(findings: readonly ReportFinding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${formatCount(count)} ${capital(severity)}`] : [];
  });
  return joinWords(counts) || 'none';
}

function writer(step: Step | null): string {
  if (!step) return 'not written';
  return step.fallback ? `${authorship(step)} (in place of a provider that failed)` : authorship(step);
}
