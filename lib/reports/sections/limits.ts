import type { Check } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { stepIds } from '#lib/model/steps.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { authorship } from '../authorship.ts';
import {
  type Block,
  code,
  type Inline,
  lines,
  list,
  paragraph,
  type SectionBlock,
  section,
  strong,
  table,
  text,
} from '../blocks.ts';
import { stepTitles } from '../step-titles.ts';
import { shortList } from '../words.ts';

const linesMax = 5;
const namesMax = 20;

/** LIMITS OF THIS EVIDENCE: what was not read, not checked, not written and not believed. */
export function limitsSection(investigation: Investigation): SectionBlock {
  const blocks = [
    ...coverage(investigation),
    ...notChecked(investigation.checks),
    ...steps(investigation),
    ...blindSpots(investigation),
    paragraph('Threat intelligence: not checked.'),
    ...rejectedClaims(investigation),
  ];
  return section(2, 'LIMITS OF THIS EVIDENCE', blocks, { anchor: 'limits-of-this-evidence' });
}

function coverage({ input, window }: Investigation): Block[] {
  const items: (string | Inline[])[] = [];
  if (input.rejected > 0) {
    items.push(`Not readable, and counted nowhere: ${formatCount(input.rejected)} of ${plural(input.lines, 'line')}.`);
  }
  const damaged = input.sources.flatMap(({ name, damage }) => (damage === null ? [] : [`${name} (${damage})`]));
  if (damaged.length > 0) items.push(`Not read to the end: ${shortList(damaged, namesMax)}.`);
  if (input.noData > 0) {
    items.push(
      `${plural(input.noData, 'record')} of status NODATA: nothing flowed at that interface in that interval.`,
    );
  }
  if (input.skipData > 0) {
    items.push(
      `${plural(input.skipData, 'record')} of status SKIPDATA: AWS dropped records there, so traffic is missing.`,
    );
  }
  if (window === null) items.push('The records carry no times, so nothing that needs an order or a rate was checked.');
  const guessed = input.sources.filter(({ layoutFrom }) => layoutFrom === 'inferred').map(({ name }) => name);
  if (guessed.length > 0)
    items.push(`Columns told from the values, for want of a header: ${shortList(guessed, namesMax)}.`);
  if (input.missingFields.length > 0)
    items.push(`Fields without a value in any record: ${input.missingFields.join(', ')}.`);
  if (input.internal.length > 0)
    items.push(`Counted as internal besides the private ranges: ${shortList(input.internal, namesMax)}.`);

  const blocks: Block[] = items.length > 0 ? [list(items)] : [];
  if (input.rejectedLines.length > 0) {
    const first = input.rejectedLines.slice(0, linesMax);
    blocks.push(
      lines(
        `Lines that could not be read (${formatCount(first.length)} of ${formatCount(input.rejected)})`,
        first.map(({ source, line, reason, text }) => ({ source, line, text: `${reason}: ${text}` })),
      ),
    );
  }
  return blocks;
}

function notChecked(checks: readonly Check[]): Block[] {
  const rows = checks.flatMap((check): (string | Inline[])[][] => {
    const reason = whyNot(check);
    return reason ? [[check.title, [code(check.detection)], check.outcome, reason]] : [];
  });
  if (rows.length === 0) return [paragraph('Every check could look.')];
  return [
    paragraph(
      `${plural(rows.length, 'check')} of ${formatCount(checks.length)} could not look, so what they look for may be there:`,
    ),
    table('Checks that could not look', ['Check', 'Id', 'Outcome', 'Why'], rows),
  ];
}

function whyNot({ outcome, missing, has, needs, error }: Check): string | null {
  switch (outcome) {
    case 'fired':
    case 'quiet':
      return null;
    case 'unavailable':
      return `the log lacks ${missing.join(', ') || 'fields it needs'}`;
    case 'insufficient':
      return `has ${plural(has, 'flow')}, needs ${formatCount(needs)}`;
    case 'failed':
      return `a fault of the program: ${error ?? 'no message'}`;
  }
}

function steps({ steps }: Investigation): Block[] {
  const items = stepIds.flatMap((id): string[] => {
    const step = steps[id];
    if (!step) return [`Step ${stepTitles[id]} was not written.`];
    if (!step.fallback) return [];
    const { outcome, message, hint } = step.fallback;
    return [
      `Step ${stepTitles[id]} was written by the program itself, because the provider failed (${outcome}): ${message} ${hint}`,
    ];
  });
  return items.length > 0 ? [list(items)] : [];
}

/** What was written and did not hold against the facts: it stands nowhere else in the report. */
function rejectedClaims({ steps }: Investigation): Block[] {
  const items = stepIds.flatMap((id): Inline[][] => {
    const step = steps[id];
    const who = step?.fallback ? step.provider : authorship(step);
    return (step?.rejectedClaims ?? []).map(({ claim, why }) => [
      text(`Step ${stepTitles[id]}, ${who}: «`),
      text(claim),
      text(`». Rejected: ${why}`),
    ]);
  });
  if (items.length === 0) return [];
  return [
    section(
      3,
      'Rejected by checks',
      [paragraph('Written by a model or a person and left out, because the facts do not carry it:'), list(items)],
      { anchor: 'rejected-by-checks' },
    ),
  ];
}

function blindSpots({ facts }: Investigation): Block[] {
  if (facts.blindSpots.length === 0) return [];
  return [paragraph([strong('What these logs cannot show:')]), list(facts.blindSpots)];
}
