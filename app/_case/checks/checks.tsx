import type { Candidate, Check } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { formatCount, joinWords, plural } from '#lib/names/format.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Fold } from '../../_ui/fold.tsx';
import { Author } from '../author.tsx';
import { Part, Section } from '../section.tsx';
import { CandidateCard } from './candidate-card.tsx';
import { outcomeReason, outcomes } from './outcome-reason.ts';

/** What the detections looked for and found; none of them stays silent. */
export function ChecksSection({ investigation: { checks, candidates, totals } }: { investigation: Investigation }) {
  const counts = outcomes.map((outcome) => ({ outcome, rows: checks.filter((check) => check.outcome === outcome) }));
  const unable = counts.filter(({ outcome }) => outcome !== 'fired' && outcome !== 'quiet');
  return (
    <Section id="checks" title="Checks" aside={<Author step={null} />}>
      <p className="text-sm text-ink-2">
        {plural(checks.length, 'check')} over {plural(totals.flows, 'flow')}:{' '}
        {counts
          .filter(({ rows }) => rows.length > 0)
          .map(({ outcome, rows }) => `${formatCount(rows.length)} ${outcome}`)
          .join(' · ')}
      </p>
      {candidates.length > 0 ? (
        <div className="mt-3 space-y-3">
          <Candidates label="Candidates" rows={candidates.slice(0, candidatesFirst)} />
          {candidates.length > candidatesFirst ? (
            <Fold summary={`${formatCount(candidates.length - candidatesFirst)} more candidates`}>
              <Candidates label="More candidates" rows={candidates.slice(candidatesFirst)} />
            </Fold>
          ) : null}
        </div>
      ) : (
        <p className="prose-flow mt-3 text-sm">
          No check fired on {plural(totals.flows, 'flow')}. That is no proof of absence:{' '}
          {unable.some(({ rows }) => rows.length > 0)
            ? `${joinWords(unable.filter(({ rows }) => rows.length > 0).map(({ outcome, rows }) => `${rows.length} ${outcome}`))}, with the reasons below.`
            : 'flow logs show no content.'}
        </p>
      )}
      <Part title="Every check">
        {counts.map(({ outcome, rows }) =>
          rows.length > 0 ? (
            <Fold
              key={outcome}
              summary={`${titles[outcome]} (${formatCount(rows.length)})`}
              open={outcome === 'failed'}
            >
              <OutcomeTable outcome={outcome} rows={rows} />
            </Fold>
          ) : null,
        )}
      </Part>
    </Section>
  );
}

/** Shown at once, worst first; the rest behind a fold. */
const candidatesFirst = 10;

function Candidates({ label, rows }: { label: string; rows: readonly Candidate[] }) {
  return (
    <ul className="space-y-3" aria-label={label}>
      {rows.map((candidate) => (
        <li key={candidate.id}>
          <CandidateCard candidate={candidate} />
        </li>
      ))}
    </ul>
  );
}

const titles: Record<Check['outcome'], string> = {
  fired: 'Fired: found something',
  quiet: 'Quiet: looked and found nothing',
  insufficient: 'Insufficient: too little data',
  unavailable: 'Unavailable: the log lacks fields',
  failed: 'Failed: a mistake of the program',
};

function OutcomeTable({ outcome, rows }: { outcome: Check['outcome']; rows: readonly Check[] }) {
  return (
    <DataTable
      caption={titles[outcome]}
      rows={rows}
      rowKey={(row) => row.detection}
      empty=""
      columns={[
        { header: 'Check', rowHeader: true, kind: 'nowrap', cell: (row) => row.title },
        { header: 'Why', cell: (row) => <span className="text-ink-2">{outcomeReason(row)}</span> },
      ]}
    />
  );
}
