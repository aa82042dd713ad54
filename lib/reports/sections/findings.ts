import type { Candidate } from '#lib/model/detection.ts';
import { formatBytesExact, formatCount, plural } from '#lib/names/format.ts';
import {
  type Block,
  code,
  type EvidenceReference,
  entries,
  type Inline,
  lines,
  list,
  paragraph,
  type SectionBlock,
  section,
  strong,
  text,
} from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { capital, period, shortList, shortPorts, thresholdText } from '../words.ts';

/** SUSPICIOUS FINDINGS: each with what was observed, why it matters, what it rests on, and what else it could be. */
export function findingsSection(findings: readonly ReportFinding[]): SectionBlock {
  const blocks =
    findings.length > 0
      ? findings.map(findingSection)
      : [paragraph('No suspicious finding. What was checked, and what could not be, stands below.')];
  return section(2, 'SUSPICIOUS FINDINGS', blocks, { anchor: 'suspicious-findings' });
}

function findingSection(finding: ReportFinding): SectionBlock {
  const { candidate } = finding;
  const evidence = references(finding);
  const blocks: Block[] = [
    entries([
      ['Severity', severityWords(finding)],
      ['Confidence', capital(finding.confidence)],
      ['Source', finding.source],
      ['Destination', finding.destination],
      ['Ports', portWords(candidate)],
      ['Timeline', period(finding.start, finding.end)],
      ['Traffic', `${plural(candidate.flows, 'flow')}, ${formatBytesExact(candidate.bytes)}`],
      ['Detection', detectionWords(candidate)],
    ]),
    labelled('What was observed', finding.observed, evidence),
    labelled('Why it is suspicious', finding.why, evidence),
  ];
  if (candidate.why !== finding.why) blocks.push(labelled('What the check computed', candidate.why, evidence));
  if (candidate.steps.length > 0) blocks.push(label('How severity and confidence came about'), list(candidate.steps));
  blocks.push(...evidenceBlocks(finding));
  if (candidate.benign.length > 0) blocks.push(label('Benign explanations considered'), list(candidate.benign));
  if (candidate.confirm.length > 0) blocks.push(label('What would confirm or refute it'), list(candidate.confirm));
  const heading: Inline[] = [{ kind: 'finding', text: finding.id, anchor: finding.anchor }, text(` ${finding.title}`)];
  return section(3, heading, blocks, { anchor: finding.anchor, author: finding.author });
}

/** A person may have judged otherwise than the check: both words are said. */
function severityWords({ severity, candidate }: ReportFinding): string {
  const word = capital(severity);
  return severity === candidate.severity ? word : `${word} (the check said ${capital(candidate.severity)})`;
}

function portWords({ ports, protocol }: Candidate): string {
  if (ports.length === 0) return protocol ? `none (${protocol})` : 'none';
  return protocol ? `${shortPorts(ports)} (${protocol})` : shortPorts(ports);
}

function detectionWords({ detection, measures, thresholds }: Candidate): Inline[] {
  const words = [
    ['measured', thresholdText(measures)],
    ['thresholds', thresholdText(thresholds)],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return words.length > 0 ? [code(detection), text(` (${words.join(' · ')})`)] : [code(detection)];
}

function references({ candidate, cited }: ReportFinding): EvidenceReference[] {
  const rows = [...candidate.evidence, ...cited.map(({ file, line }) => ({ source: file, line }))];
  const unique = new Map(rows.map(({ source, line }) => [`${line} ${source}`, { source, line }]));
  return [...unique.values()].map((row) => ({ candidate: candidate.id, ...row }));
}

function evidenceBlocks({ candidate, cited }: ReportFinding): Block[] {
  const { evidence, evidenceTotal } = candidate;
  const shown = new Set(evidence.map(({ source, line }) => `${line} ${source}`));
  const other = cited.filter(({ file, line }) => !shown.has(`${line} ${file}`));
  const blocks: Block[] = [];
  if (evidence.length > 0) {
    const caption =
      evidence.length < evidenceTotal
        ? `Evidence: ${formatCount(evidence.length)} of ${plural(evidenceTotal, 'line')} (first, last and largest)`
        : `Evidence: ${plural(evidenceTotal, 'line')}`;
    blocks.push(lines(caption, evidence));
  } else if (evidenceTotal > 0) {
    blocks.push(paragraph(`Evidence: ${plural(evidenceTotal, 'line')}, none of them kept in this document.`));
  }
  if (other.length > 0) {
    const places = other.map(({ file, line, source, destination, port }) => {
      return `${file}:${line} (${source} to ${destination}${port === null ? '' : ` port ${port}`})`;
    });
    blocks.push(labelled('Also cited', shortList(places), []));
  }
  return blocks;
}

const label = (name: string): Block => paragraph([strong(`${name}:`)]);

const labelled = (name: string, value: string, evidence: EvidenceReference[]): Block =>
  paragraph([strong(`${name}:`), text(' '), text(value)], evidence);
