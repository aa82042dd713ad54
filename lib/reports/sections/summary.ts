import type { Investigation } from '#lib/model/investigation.ts';
import { formatBytesExact, formatCount, plural } from '#lib/names/format.ts';
import { authorship } from '../authorship.ts';
import { type Block, numeric, paragraph, paragraphs, type SectionBlock, section, table } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { capital, period, shortList } from '../words.ts';

/** EXECUTIVE SUMMARY: the report step's own words, or what can be said without it; then the traffic of step 1. */
export function summarySection(investigation: Investigation, findings: readonly ReportFinding[]): SectionBlock {
  const { report } = investigation.steps;
  const blocks = report?.answer.executiveSummary.trim()
    ? paragraphs(report.answer.executiveSummary)
    : computedSummary(investigation, findings);
  return section(2, 'EXECUTIVE SUMMARY', [...blocks, baseline(investigation)], {
    anchor: 'executive-summary',
    author: authorship(report),
  });
}

function computedSummary(investigation: Investigation, findings: readonly ReportFinding[]): Block[] {
  const { totals, window, steps } = investigation;
  const what =
    totals.flows === 0
      ? 'The input holds no flow, so nothing can be said about traffic.'
      : `These logs hold ${plural(totals.flows, 'flow')}${window ? `, ${period(window.start, window.end)}` : ''}.`;
  const titles = shortList(
    findings.map(({ id, title }) => `${id} (${title})`),
    5,
  );
  const found = findings.length > 0 ? `${plural(findings.length, 'finding')}: ${titles}.` : nothingFound(investigation);
  const blocks = [paragraph(`${what} ${found}`)];
  if (!steps.report)
    blocks.push(paragraph('Step 4 (the written report) has not been run; this paragraph is computed.'));
  return blocks;
}

function nothingFound({ checks, candidates }: Investigation): string {
  const looked = checks.filter(({ outcome }) => outcome === 'fired' || outcome === 'quiet').length;
  const none =
    looked === 0
      ? 'no check could look'
      : candidates.length > 0
        ? 'what the checks found was not kept as a finding'
        : `none of the ${plural(looked, 'check')} that could look found anything`;
  return `Nothing suspicious was found: ${none}. That is no proof of absence; see the limits below.`;
}

/** Step 1's table and words; the computed top talkers while the step is not written. */
function baseline(investigation: Investigation): SectionBlock {
  const step = investigation.steps.baseline;
  const answer = step?.answer ?? computedBaseline(investigation);
  const blocks: Block[] = [
    answer.rows.length === 0
      ? paragraph('No address has a flow in these logs.')
      : table(
          'Addresses with the most flows',
          ['IP Address', numeric('Connection Count'), numeric('Total Bytes'), 'Direction', 'Notable Observation'],
          answer.rows.map((row) => [
            row.address,
            formatCount(row.connections),
            formatBytesExact(row.bytes),
            capital(row.direction),
            row.observation,
          ]),
        ),
  ];
  if (answer.ports.length > 0) {
    blocks.push(
      table(
        'Destination ports with the most flows',
        ['Port', 'Service', numeric('Flows'), 'Notable Observation'],
        answer.ports.map((row) => [
          `${row.port}/${row.protocol}`,
          row.service,
          formatCount(row.flows),
          row.observation,
        ]),
      ),
    );
  }
  if (answer.highOutbound.length > 0) {
    blocks.push(
      table(
        'Most bytes sent to external addresses',
        ['Source', 'Destination', 'Port', numeric('Bytes'), 'Notable Observation'],
        answer.highOutbound.map((row) => [
          row.source,
          row.destination,
          `${row.port}/${row.protocol}`,
          formatBytesExact(row.bytes),
          row.observation,
        ]),
      ),
    );
  }
  blocks.push(...paragraphs(answer.summary));
  return section(3, 'Traffic baseline', blocks, { anchor: 'baseline', author: authorship(step) });
}

type BaselineAnswer = NonNullable<Investigation['steps']['baseline']>['answer'];

function computedBaseline({ facts }: Investigation): BaselineAnswer {
  // One address may stand among the sources and the destinations: its row there says other things, so both stay.
  const talkers = [
    ...facts.topSources.map((row) => ({ row, as: 'source' })),
    ...facts.topDestinations.map((row) => ({ row, as: 'destination' })),
  ];
  return {
    rows: talkers.map(({ row, as }) => ({
      address: row.address,
      connections: row.flows,
      bytes: row.bytes,
      direction: row.direction,
      observation: [`as ${as}, ${row.scope}`, `${formatCount(row.rejected)} rejected`, row.label ?? '']
        .filter(Boolean)
        .join('; '),
    })),
    ports: facts.topPorts.map(({ port, protocol, service, flows, accepted, rejected }) => ({
      port,
      protocol,
      service,
      flows,
      observation: `${formatCount(accepted)} accepted, ${formatCount(rejected)} rejected`,
    })),
    highOutbound: facts.outbound
      .slice(0, 5)
      .map(({ source, destination, port, protocol, bytes, flows, initiator }) => ({
        source,
        destination,
        port,
        protocol,
        bytes,
        observation: `${plural(flows, 'flow')}, opened by ${initiator === 'unknown' ? 'an end that cannot be told' : `the ${initiator}`}`,
      })),
    summary: 'Step 1 (the baseline) has not been run; these tables are computed.',
  };
}
