import type { ReactNode } from 'react';
import type { Investigation } from '#lib/model/investigation.ts';
import { formatBytes, formatCount, formatDuration, plural } from '#lib/names/format.ts';
import { Bytes, Time } from '../../_ui/figure.tsx';
import { Fold } from '../../_ui/fold.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { LinesLink } from '../evidence/evidence-chip.tsx';
import { lineAccount, noTraffic } from './line-account.ts';
import { RejectedLines } from './rejected-lines.tsx';

/** Below an hour there is no usual and unusual, only what happened. */
const baselineSecondsMin = 3600;

/** The first thing to see: what was read, from when to when, and how much. */
export function Headline({ investigation: { input, window, totals, facts } }: { investigation: Investigation }) {
  const bytesOf = (direction: string) => facts.byDirection.find((row) => row.direction === direction)?.bytes ?? 0;
  const flowsOf = (direction: string) => facts.byDirection.find((row) => row.direction === direction)?.flows ?? 0;
  const seconds = window ? window.end - window.start : null;
  const silent = totals.flows === 0 ? noTraffic(input) : null;
  return (
    <div>
      <dl className="grid gap-x-8 gap-y-4 @lg:grid-cols-2">
        <Fact term="Read">
          {plural(totals.flows, 'flow')}
          <Under>{lineAccount(input)}</Under>
        </Fact>
        <Fact term="From → to">
          {window ? (
            <>
              <Time epoch={window.start} /> <span className="text-ink-3">→</span> <Time epoch={window.end} />
              <Under>{formatDuration(window.end - window.start)}</Under>
            </>
          ) : (
            'The records carry no times'
          )}
        </Fact>
        <Fact term="Action">
          <LinesLink where="action=ACCEPT" title="accepted lines">
            {formatCount(totals.accepted)} accepted
          </LinesLink>
          <span className="mx-2 text-ink-3">·</span>
          <LinesLink where="action=REJECT" title="rejected lines">
            {formatCount(totals.rejected)} rejected
          </LinesLink>
          <ActionBar accepted={totals.accepted} rejected={totals.rejected} />
        </Fact>
        <Fact term="Volume">
          <Bytes value={bytesOf('inbound')} /> in <span className="mx-1 text-ink-3">·</span>{' '}
          <Bytes value={bytesOf('outbound')} /> out
          <Under>
            {plural(flowsOf('inbound'), 'flow')} in, {formatCount(flowsOf('outbound'))} out,{' '}
            {formatCount(flowsOf('internal'))} internal; {formatBytes(totals.bytes)} in all
          </Under>
        </Fact>
      </dl>
      <div className="mt-4 space-y-2">
        {silent ? <Notice tone="warning">{silent}</Notice> : null}
        {seconds !== null && totals.flows > 0 && seconds < baselineSecondsMin ? (
          <Notice tone="info">
            {formatDuration(seconds)} of data: enough for rates and outliers, too short for a baseline.
          </Notice>
        ) : null}
        {input.sources.map((source) =>
          source.damage ? (
            <Notice key={source.name} tone="warning" title={`${source.name} is damaged`}>
              {source.damage} {plural(source.records, 'record')} before that were read.
            </Notice>
          ) : null,
        )}
        {input.rejected > 0 ? (
          <Notice tone="warning">
            <Fold
              summary={`${formatCount(input.rejected)} of ${plural(input.lines, 'line')} could not be read as a flow record`}
            >
              <RejectedLines rows={input.rejectedLines} total={input.rejected} />
            </Fold>
          </Notice>
        ) : null}
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="text-base font-[520]">{children}</dd>
    </div>
  );
}

function Under({ children }: { children: ReactNode }) {
  return <span className="block text-xs font-[420] text-ink-2">{children}</span>;
}

function ActionBar({ accepted, rejected }: { accepted: number; rejected: number }) {
  const all = accepted + rejected;
  if (all === 0) return null;
  return (
    <svg width="100%" height="5" aria-hidden="true" className="bars mt-1 block max-w-64">
      <rect width={`${(accepted / all) * 100}%`} height="5" fill="var(--bars-accept)" />
      <rect x={`${(accepted / all) * 100}%`} width={`${(rejected / all) * 100}%`} height="5" fill="url(#hatch)" />
    </svg>
  );
}
