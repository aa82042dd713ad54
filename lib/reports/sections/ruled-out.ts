import type { Check } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import {
  type Block,
  code,
  type Inline,
  list,
  numeric,
  paragraph,
  type SectionBlock,
  section,
  strong,
  table,
  text,
} from '../blocks.ts';
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
  if (quiet.length > 0) blocks.push(checkTable('Checks that found nothing', quiet));
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
    section(
      3,
      'Method',
      [
        paragraph('Checks that found something, and the thresholds they used:'),
        checkTable('Checks that found something', fired),
      ],
      { anchor: 'method' },
    ),
  ];
}

function checkTable(caption: string, checks: readonly Check[]): Block {
  return table(
    caption,
    ['Check', 'Id', numeric('Flows looked at'), numeric('Found'), 'Thresholds'],
    checks.map((check): (string | Inline[])[] => [
      check.title,
      [code(check.detection)],
      formatCount(check.has),
      formatCount(check.candidates),
      thresholdText(check.thresholds) || 'none',
    ]),
  );
}
