import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Finding } from '#lib/model/steps.ts';
import { formatCount, formatTime, plural } from '#lib/names/format.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Fold } from '../../_ui/fold.tsx';
import { Severity } from '../../_ui/severity.tsx';
import { EvidenceChip } from '../evidence/evidence-chip.tsx';
import { evidenceLabel } from '../evidence/evidence-label.ts';
import { AddressLink } from '../facts/talkers.tsx';
import { StepCard } from './step-card.tsx';

/** Step 2: the findings, worst first, each with the lines it rests on. */
export function AnomaliesStep({ investigation: { steps, candidates } }: { investigation: Investigation }) {
  const step = steps.anomalies;
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return (
    <StepCard
      id="anomalies"
      step={step}
      promise="Which of the candidates are findings, worst first, with the entries that triggered each and why it is suspicious."
    >
      {step && step.answer.findings.length === 0 ? (
        <p className="prose-flow">Nothing suspicious was found. The report lists what was checked and ruled out.</p>
      ) : null}
      {step && step.answer.findings.length > 0 ? (
        <div className="space-y-3">
          <Findings rows={step.answer.findings.slice(0, findingsFirst)} candidates={byId} />
          {step.answer.findings.length > findingsFirst ? (
            <Fold summary={`${formatCount(step.answer.findings.length - findingsFirst)} more findings`}>
              <Findings rows={step.answer.findings.slice(findingsFirst)} candidates={byId} />
            </Fold>
          ) : null}
        </div>
      ) : null}
    </StepCard>
  );
}

/** Shown at once, worst first; the rest behind a fold. */
const findingsFirst = 20;

function Findings({ rows, candidates }: { rows: readonly Finding[]; candidates: ReadonlyMap<string, Candidate> }) {
  return (
    <ol className="space-y-3">
      {rows.map((finding) => (
        <li key={finding.number}>
          <FindingCard finding={finding} candidate={candidates.get(finding.candidate) ?? null} />
        </li>
      ))}
    </ol>
  );
}

function FindingCard({ finding, candidate }: { finding: Finding; candidate: Candidate | null }) {
  const { number, title, severity, why, entries } = finding;
  const id = `finding-${number}`;
  return (
    <article
      id={id}
      data-finding=""
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className="rounded-lg border border-line bg-panel px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <Severity severity={severity} badge />
        {candidate ? <span className="text-ink-3">{candidate.confidence} confidence</span> : null}
        {candidate && candidate.firstSeen !== null && candidate.lastSeen !== null ? (
          <span className="text-ink-3">
            {formatTime(candidate.firstSeen)} to {formatTime(candidate.lastSeen)}
          </span>
        ) : null}
        {candidate ? (
          <span className="ml-auto">
            <EvidenceChip
              query={{ candidate: candidate.id }}
              title={title}
              label={evidenceLabel(candidate.evidence, candidate.evidenceTotal)}
            />
          </span>
        ) : null}
      </div>
      <h3 id={`${id}-title`} className="mt-1.5 text-base font-[600] text-balance">
        <span className="mr-1.5 text-ink-3">{number}.</span>
        {title}
      </h3>
      <p className="prose-flow mt-0.5">{why}</p>
      {candidate && candidate.benign.length > 0 ? (
        <p className="prose-flow mt-1 text-sm text-ink-2">
          <span className="text-ink-3">Could be harmless: </span>
          {candidate.benign.join('; ')}
        </p>
      ) : null}
      {entries.length > 0 ? (
        <Fold summary={`Entries that triggered it: ${plural(entries.length, 'line')} cited`}>
          <Entries entries={entries} />
        </Fold>
      ) : null}
    </article>
  );
}

function Entries({ entries }: { entries: Finding['entries'] }) {
  return (
    <DataTable
      caption="Entries that triggered the finding"
      rows={entries}
      rowKey={(row, index) => `${row.file}:${row.line} ${index}`}
      empty=""
      minWidth={460}
      columns={[
        { header: 'Line', kind: 'mono', rowHeader: true, cell: (row) => `${row.file}:${row.line}` },
        { header: 'Source', cell: (row) => <AddressLink value={row.source} /> },
        { header: 'Destination', cell: (row) => <AddressLink value={row.destination} /> },
        { header: 'Port', kind: 'figure', cell: (row) => row.port ?? '-' },
      ]}
    />
  );
}
