import type { Candidate } from '#lib/model/detection.ts';
import { formatTime } from '#lib/names/format.ts';
import { Fold } from '../../_ui/fold.tsx';
import { Severity } from '../../_ui/severity.tsx';
import { EvidenceChip } from '../evidence/evidence-chip.tsx';
import { evidenceLabel } from '../evidence/evidence-label.ts';
import { numberText, words } from './outcome-reason.ts';

/** What one detection found, with how it was judged and what else it could be. */
export function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { id, title, severity, confidence, why, evidence, evidenceTotal, firstSeen, lastSeen } = candidate;
  return (
    <article
      id={id}
      data-finding=""
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className="rounded-lg border border-line bg-panel px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <span className="text-ink-3">{id}</span>
        <Severity severity={severity} />
        <span className="text-ink-3">{confidence} confidence</span>
        <span className="ml-auto">
          <EvidenceChip query={{ candidate: id }} title={title} label={evidenceLabel(evidence, evidenceTotal)} />
        </span>
      </div>
      <h3 id={`${id}-title`} className="mt-1 text-base font-[600] text-balance">
        {title}
      </h3>
      <p className="prose-flow mt-0.5 text-sm text-ink-2">{why}</p>
      <Fold summary="How it was judged">
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[9rem_1fr]">
          <Row term="Seen">
            {firstSeen !== null && lastSeen !== null
              ? `${formatTime(firstSeen)} to ${formatTime(lastSeen)}`
              : 'without times'}
          </Row>
          <Row term="Measured">{pairs(candidate.measures)}</Row>
          <Row term="Thresholds">{pairs(candidate.thresholds)}</Row>
          <Row term="Severity from">{candidate.steps.join('; ') || '-'}</Row>
          <Row term="Could be harmless">{candidate.benign.join('; ') || '-'}</Row>
          <Row term="Would confirm it">{candidate.confirm.join('; ') || '-'}</Row>
          <Row term="Check">
            <code>{candidate.detection}</code>
          </Row>
        </dl>
      </Fold>
    </article>
  );
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="prose-flow max-sm:-mt-2">{children}</dd>
    </>
  );
}

function pairs(values: Record<string, number>): string {
  const entries = Object.entries(values);
  return entries.map(([name, value]) => `${words(name)} ${numberText(value)}`).join(' · ') || '-';
}
