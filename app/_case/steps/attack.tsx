import { attackVersion } from '#lib/attack/attack.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { SeverityShape } from '../../_ui/severity.tsx';
import { StepCard } from './step-card.tsx';
import { TechniqueLink } from './technique-link.tsx';

interface Row {
  finding: number;
  mapping: { techniqueName: string; technique: string; tactic: string; reasoning: string; confidence: string } | null;
}

/** Step 3: findings and techniques, one row a technique; `No confident mapping` where there is none. */
export function AttackStep({ investigation: { steps } }: { investigation: Investigation }) {
  const step = steps.attack;
  const findings = new Map((steps.anomalies?.answer.findings ?? []).map((finding) => [finding.number, finding]));
  const rows: Row[] = step
    ? [
        ...step.answer.rows.map(({ finding, ...mapping }) => ({ finding, mapping })),
        ...step.answer.unmapped.map((finding) => ({ finding, mapping: null })),
      ].sort((a, b) => a.finding - b.finding)
    : [];
  return (
    <StepCard
      id="attack"
      step={step}
      promise="Each finding with the techniques of MITRE ATT&CK that flow logs can show, and how far the evidence carries."
    >
      <DataTable
        caption={`Findings and techniques of MITRE ATT&CK ${attackVersion}`}
        rows={rows}
        rowKey={(row, index) => `${row.finding} ${row.mapping?.technique ?? ''} ${index}`}
        empty="There is no finding to map. No confident mapping."
        minWidth={690}
        columns={[
          {
            header: 'Finding',
            rowHeader: true,
            kind: 'nowrap',
            cell: (row) => {
              const finding = findings.get(row.finding);
              return (
                <a
                  href={`#finding-${row.finding}`}
                  title={finding?.title}
                  className="inline-flex min-h-6 items-center gap-1.5 underline-offset-3 hover:underline"
                >
                  {finding ? <SeverityShape severity={finding.severity} /> : null}
                  {row.finding}
                </a>
              );
            },
          },
          { header: 'Technique Name', cell: (row) => row.mapping?.techniqueName ?? 'No confident mapping' },
          {
            header: 'Technique ID',
            kind: 'nowrap',
            cell: (row) => (row.mapping ? <TechniqueLink id={row.mapping.technique} /> : '-'),
          },
          { header: 'Tactic', cell: (row) => row.mapping?.tactic ?? '-' },
          { header: 'Reasoning', cell: (row) => row.mapping?.reasoning ?? '-', width: '38%' },
          { header: 'Confidence', kind: 'nowrap', cell: (row) => row.mapping?.confidence ?? '-' },
        ]}
      />
    </StepCard>
  );
}
