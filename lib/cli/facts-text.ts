import type { Check } from '#lib/model/detection.ts';
import type { Talker } from '#lib/model/facts.ts';
import type { InputReport } from '#lib/model/input.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { formatBytes, formatCount, formatDuration, formatPorts, formatTime, plural } from '#lib/names/format.ts';
import { visibleText } from '#lib/reports/plain-text.ts';
import { shortList } from '#lib/reports/words.ts';
import { alignedTable, columnsOf } from './aligned-table.ts';

/** Every fact, check and candidate of an investigation as aligned text, in the order in which an analyst asks. */
export function factsText({ input, window, totals, facts, checks, candidates }: Investigation): string {
  const sections = [
    section('Input', inputLines(input)),
    section('Totals', [
      window === null
        ? 'time      the records carry no times'
        : `time      ${formatTime(window.start)} to ${formatTime(window.end)} (${formatDuration(window.end - window.start)})`,
      `flows     ${formatCount(totals.flows)} (${formatCount(totals.accepted)} accepted, ${formatCount(totals.rejected)} rejected)`,
      `volume    ${formatBytes(totals.bytes)} in ${plural(totals.packets, 'packet')}`,
    ]),
    table('Top sources', talkerTitles, facts.topSources.map(talkerRow)),
    table('Top destinations', talkerTitles, facts.topDestinations.map(talkerRow)),
    table(
      'Top ports',
      ['PORT', 'SERVICE', '#FLOWS', '#BYTES', '#ACCEPTED', '#REJECTED'],
      facts.topPorts.map((row) => [
        `${row.protocol}/${row.port}`,
        row.service,
        formatCount(row.flows),
        formatBytes(row.bytes),
        formatCount(row.accepted),
        formatCount(row.rejected),
      ]),
    ),
    table(
      'Top pairs',
      ['SOURCE', 'DESTINATION', '#FLOWS', '#BYTES', '#REJECTED'],
      facts.topPairs.map((row) => [
        row.source,
        row.destination,
        formatCount(row.flows),
        formatBytes(row.bytes),
        formatCount(row.rejected),
      ]),
    ),
    table(
      'By action',
      shareTitles('ACTION'),
      facts.byAction.map((row) => [row.action, ...shareCells(row)]),
    ),
    table(
      'By protocol',
      shareTitles('PROTOCOL'),
      facts.byProtocol.map((row) => [row.protocol, ...shareCells(row)]),
    ),
    table(
      'By direction',
      shareTitles('DIRECTION'),
      facts.byDirection.map((row) => [row.direction, ...shareCells(row)]),
    ),
    table(
      'Outbound',
      ['SOURCE', 'DESTINATION', 'PORT', '#FLOWS', '#BYTES', '#LARGEST FLOW', 'OPENED BY'],
      facts.outbound.map((row) => [
        row.source,
        row.destination,
        `${row.protocol}/${row.port}`,
        formatCount(row.flows),
        formatBytes(row.bytes),
        formatBytes(row.largestFlowBytes),
        row.initiator,
      ]),
    ),
    table(
      'Attack surface',
      ['HOST', 'PORT', 'SIDE', 'PEER', '#ACCEPTED', '#REJECTED', '#IN', '#OUT', 'FIRST', 'LAST'],
      facts.attackSurface.map((row) => [
        row.host,
        `${row.protocol}/${row.port}`,
        row.side,
        row.peer,
        formatCount(row.accepted),
        formatCount(row.rejected),
        formatBytes(row.bytesIn),
        formatBytes(row.bytesOut),
        moment(row.firstSeen),
        moment(row.lastSeen),
      ]),
    ),
    table(
      `Timeline, ${formatDuration(facts.timeline.bucketSeconds)} a row, silent ones left out`,
      ['START', '#FLOWS', '#ACCEPTED', '#REJECTED', '#IN', '#OUT'],
      facts.timeline.buckets
        .filter(({ flows }) => flows > 0)
        .map((row) => [
          formatTime(row.start),
          formatCount(row.flows),
          formatCount(row.accepted),
          formatCount(row.rejected),
          formatBytes(row.bytesIn),
          formatBytes(row.bytesOut),
        ]),
    ),
    table(
      'Assets',
      ['ADDRESS', 'ROLE', 'FROM', 'INTERFACES', 'INSTANCES'],
      facts.assets.map((row) => [
        row.address,
        row.role,
        row.roleFrom,
        row.interfaces.join(', ') || '-',
        row.instances.join(', ') || '-',
      ]),
    ),
    table(
      'Checks',
      ['DETECTION', 'OUTCOME', 'DETAIL'],
      checks.map((check) => [check.detection, check.outcome, checkDetail(check)]),
    ),
    section('Candidates', candidates.length === 0 ? ['none'] : candidates.flatMap(candidateLines)),
    section('Not visible in these logs', facts.blindSpots),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return [title.toUpperCase(), ...(lines.length > 0 ? lines : ['none']).map((line) => `  ${visibleText(line)}`)].join(
    '\n',
  );
}

function table(title: string, titles: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return section(title, []);
  const cells = rows.map((row) => row.map(visibleText));
  return section(title, alignedTable(columnsOf(titles), cells).split('\n'));
}

function inputLines({
  sources,
  lines,
  headers,
  blank,
  records,
  rejected,
  noData,
  skipData,
  rejectedLines,
  missingFields,
  internal,
}: InputReport): string[] {
  return [
    ...sources.map(
      ({ name, format, layout, layoutFrom, records, damage }) =>
        `${name}: ${plural(records, 'record')}, ${format}, ${plural(layout.length, 'column')} (${layoutFrom})${damage === null ? '' : `; ${damage}`}`,
    ),
    `lines     ${formatCount(lines)} = ${plural(records, 'record')} + ${plural(headers, 'header')} + ${formatCount(blank)} blank + ${formatCount(rejected)} rejected`,
    ...(noData + skipData > 0 ? [`no flow   ${formatCount(noData)} NODATA, ${formatCount(skipData)} SKIPDATA`] : []),
    ...(missingFields.length > 0 ? [`missing   ${shortList(missingFields)}`] : []),
    ...(internal.length > 0 ? [`internal  ${internal.join(', ')}`] : []),
    ...rejectedLines.slice(0, 5).map(({ source, line, reason }) => `rejected  ${source}:${line} ${reason}`),
    ...(rejected > 5 ? [`rejected  ${formatCount(rejected - 5)} more`] : []),
  ];
}

const talkerTitles = ['ADDRESS', 'SCOPE', '#FLOWS', '#BYTES', '#REJECTED', 'DIRECTION', 'LABEL'];

const talkerRow = (row: Talker): string[] => [
  row.address,
  row.scope,
  formatCount(row.flows),
  formatBytes(row.bytes),
  formatCount(row.rejected),
  row.direction,
  row.label ?? '-',
];

const shareTitles = (first: string): string[] => [first, '#FLOWS', '#BYTES', '#PACKETS'];

const shareCells = (row: { flows: number; bytes: number; packets: number }): string[] => [
  formatCount(row.flows),
  formatBytes(row.bytes),
  formatCount(row.packets),
];

const moment = (epoch: number | null): string => (epoch === null ? '-' : formatTime(epoch));

function checkDetail(check: Check): string {
  switch (check.outcome) {
    case 'fired':
      return plural(check.candidates, 'candidate');
    case 'quiet':
      return 'looked, found nothing';
    case 'insufficient':
      return `has ${formatCount(check.has)}, needs ${formatCount(check.needs)}`;
    case 'unavailable':
      return `the log lacks ${check.missing.join(', ')}`;
    case 'failed':
      return check.error ?? 'failed';
  }
}

function candidateLines(candidate: Investigation['candidates'][number]): string[] {
  const { id, severity, confidence, title, why, actors, targets, ports, protocol, attack, evidence, evidenceTotal } =
    candidate;
  return [
    `${id} ${severity} (confidence ${confidence}) ${title}`,
    `   ${why}`,
    `   actors ${actors.join(', ') || '-'}; targets ${targets.join(', ') || '-'}; ports ${formatPorts(ports) || '-'}${protocol === null ? '' : ` ${protocol}`}`,
    `   seen ${moment(candidate.firstSeen)} to ${moment(candidate.lastSeen)}; ${plural(candidate.flows, 'flow')}, ${formatBytes(candidate.bytes)}`,
    `   ATT&CK ${attack.map(({ technique, confidence: strength }) => `${technique} (${strength})`).join(', ') || 'no confident mapping'}`,
    `   evidence ${evidenceText(evidence)}; ${plural(evidenceTotal, 'record')} in all`,
  ];
}

/** `a.log:1,2,12 b.log:3`: each source once. */
function evidenceText(evidence: Investigation['candidates'][number]['evidence']): string {
  const lines = new Map<string, number[]>();
  for (const { source, line } of evidence) lines.set(source, [...(lines.get(source) ?? []), line]);
  return [...lines].map(([source, numbers]) => `${source}:${numbers.join(',')}`).join(' ') || '-';
}
