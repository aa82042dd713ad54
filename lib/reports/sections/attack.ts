import type { Investigation } from '#lib/model/investigation.ts';
import { authorship } from '../authorship.ts';
import {
  type Block,
  type Inline,
  list,
  paragraph,
  type SectionBlock,
  section,
  table,
  technique,
  text,
} from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';

const columns = ['Finding', 'Technique Name', 'Technique ID', 'Tactic', 'Reasoning', 'Confidence'];

/** MITRE ATT&CK SUMMARY: one row a technique, and a row that says so where a finding has none. */
export function attackSection(investigation: Investigation, findings: readonly ReportFinding[]): SectionBlock {
  const { attack } = investigation.steps;
  return section(2, 'MITRE ATT&CK SUMMARY', blocks(attack?.answer ?? null, findings), {
    anchor: 'mitre-attack-summary',
    author: authorship(attack),
  });
}

type AttackAnswer = NonNullable<Investigation['steps']['attack']>['answer'];

function blocks(answer: AttackAnswer | null, findings: readonly ReportFinding[]): Block[] {
  if (findings.length === 0) return [paragraph('There is no finding to map. No confident mapping.')];
  if (!answer) return suggestions(findings);
  const rows = findings.flatMap((finding) => {
    const mapped = answer.rows.filter((row) => row.finding === finding.number);
    if (mapped.length === 0) return [[reference(finding), 'No confident mapping', '-', '-', '-', '-']];
    return mapped.map((row) => [
      reference(finding),
      row.techniqueName,
      [technique(row.technique)],
      row.tactic,
      row.reasoning,
      row.confidence,
    ]);
  });
  return [table('Findings and techniques', columns, rows)];
}

/** Names and tactics are the third step's to fill; until then the checks' own ids are all that is said. */
function suggestions(findings: readonly ReportFinding[]): Block[] {
  const items = findings.map(({ candidate, ...finding }): Inline[] => {
    const ids = candidate.attack.flatMap((mapping, index): Inline[] => [
      text(index === 0 ? ' ' : ', '),
      technique(mapping.technique),
      text(` (${mapping.confidence} confidence)`),
    ]);
    return [...reference(finding), ...(ids.length > 0 ? ids : [text(' No confident mapping')])];
  });
  return [paragraph('Step 3 (ATT&CK) has not been run. Techniques that the checks themselves suggest:'), list(items)];
}

const reference = ({ id, anchor }: Pick<ReportFinding, 'id' | 'anchor'>): Inline[] => [
  { kind: 'finding', text: id, anchor },
];
