import type { Check } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { type Block, code, type Inline, list, paragraph, type SectionBlock, section, strong, text } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { capital, thresholdText } from '../words.ts';

/** CHECKED AND RULED OUT: the checks that looked and found nothing, what was found and not kept, and how all of it was decided. */
export function ruledOutSection(
  { checks, candidates }: Investigation,
  findings: readonly ReportFinding[],
): SectionBlock {
  const quiet = checks.filter(({ outcome }) => outcome === 'quiet');
  const fired = checks.filter(({ outcome }) => outcome === 'fired');
  const kept = new Set(findings.map(({ candidate }) => candidate.id));
  const dropped = candidates.filter(({ id }) => !kept.has(id));
  const blocks: Block[] = [
    paragraph(
      quiet.length > 0
        ? `${plural(quiet.length, 'check')} of ${formatCount(checks.length)} looked and found nothing at these thresholds:`
        : `No check of ${formatCount(checks.length)} looked and found nothing, so nothing is ruled out.`,
    ),
  ];
  if (quiet.length > 0) blocks.push(checkList(quiet));
  if (dropped.length > 0) {
    blocks.push(
      paragraph([strong('Considered and not kept as a finding:')]),
      list(
        dropped.map((candidate): Inline[] => [
          text(`${candidate.title} (${capital(candidate.severity)}, `),
          code(candidate.detection),
          text(`). ${candidate.why}`),
        ]),
      ),
    );
  }
  return section(2, 'CHECKED AND RULED OUT', [...blocks, ...method(fired)], { anchor: 'checked-and-ruled-out' });
}

/** The numbers behind what was found: another analyst can run the same check. */
function method(fired: readonly Check[]): Block[] {
  if (fired.length === 0) return [];
  return [
    section(3, 'Method', [paragraph('Checks that found something, and the thresholds they used:'), checkList(fired)], {
      anchor: 'method',
    }),
  ];
}

/** A list and not a table: thresholds are long, and a narrow column of them is as tall as the rest of the report. */
function checkList(checks: readonly Check[]): Block {
  return list(
    checks.map((check): Inline[] => [
      strong(check.title),
      text(' ('),
      code(check.detection),
      text(
        `): ${plural(check.has, 'flow')} looked at, ${check.candidates > 0 ? `${formatCount(check.candidates)} found` : 'nothing found'}. Thresholds: ${thresholdText(check.thresholds) || 'none'}.`,
      ),
    ]),
  );
}
