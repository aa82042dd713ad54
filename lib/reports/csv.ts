import type { Investigation } from '#lib/model/investigation.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import { formatTime } from '#lib/names/format.ts';
import { defang } from './defang.ts';
import { visibleText } from './plain-text.ts';
import type { ReportFormat } from './report.ts';
import { type ReportFinding, reportFindings } from './report-findings.ts';
import { thresholdText } from './words.ts';

/** The findings for a spreadsheet: one row each, its evidence lines in the last column. */
export const csv: ReportFormat = {
  id: 'csv',
  title: 'CSV (findings)',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  render(investigation, options) {
    const scopeOf = addressScopes(investigation);
    const change = options?.defang
      ? (text: string) => defang(text, (address) => scopeOf(address) === 'external')
      : (text: string) => text;
    const rows = reportFindings(investigation).map((finding) => values(finding, investigation).map(change));
    return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  },
};

const columns = [
  'finding',
  'severity',
  'confidence',
  'author',
  'title',
  'detection',
  'candidate',
  'source',
  'destination',
  'sources',
  'destinations',
  'ports',
  'protocol',
  'first_seen',
  'last_seen',
  'flows',
  'bytes',
  'observed',
  'why',
  'measures',
  'thresholds',
  'techniques',
  'benign',
  'confirm',
  'evidence_total',
  'evidence',
];

function values(finding: ReportFinding, { steps }: Investigation): string[] {
  const { candidate } = finding;
  const mapped = steps.attack
    ? steps.attack.answer.rows.filter((row) => row.finding === finding.number)
    : candidate.attack;
  return [
    finding.id,
    finding.severity,
    finding.confidence,
    finding.author,
    finding.title,
    candidate.detection,
    candidate.id,
    finding.source,
    finding.destination,
    candidate.actors.join('; '),
    candidate.targets.join('; '),
    candidate.ports.join('; '),
    candidate.protocol ?? '',
    finding.start === null ? '' : formatTime(finding.start),
    finding.end === null ? '' : formatTime(finding.end),
    String(candidate.flows),
    String(candidate.bytes),
    finding.observed,
    finding.why,
    thresholdText(candidate.measures),
    thresholdText(candidate.thresholds),
    mapped.map(({ technique, confidence }) => `${technique} (${confidence.toLowerCase()})`).join('; ') ||
      'No confident mapping',
    candidate.benign.join('; '),
    candidate.confirm.join('; '),
    String(candidate.evidenceTotal),
    candidate.evidence.map(({ source, line, text }) => `${source}:${line} ${text}`).join('; '),
  ];
}

/**
 * One quoted cell on one line. Spreadsheets run a cell that begins with one of these signs as a formula, the full-width
 * ones and those behind a space or a line break included; an apostrophe before it makes it text.
 */
function cell(value: string): string {
  const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value);
  const line = visibleText(value.replace(/[\r\n\t]+/g, ' '));
  return `"${formula ? "'" : ''}${line.replaceAll('"', '""')}"`;
}
