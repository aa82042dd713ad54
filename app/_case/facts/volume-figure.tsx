import type { Candidate } from '#lib/model/detection.ts';
import type { Timeline } from '#lib/model/facts.ts';
import { formatBytes, formatCount, formatDuration, formatTime, plural } from '#lib/names/format.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Bytes, Count, Time } from '../../_ui/figure.tsx';
import { Fold } from '../../_ui/fold.tsx';
import { type Bar, chartBars, peak } from './chart-bars.ts';
import { FindingLanes } from './finding-lanes.tsx';
import { timeTicks } from './time-axis.ts';
import { FlowBars, VolumeBars } from './volume-bars.tsx';

/** Two pixels a bar at the width of a phone. */
const barsMax = 120;
/** Rows of the table beside the picture; more than that nobody reads, and the JSON report has them all. */
const rowsMax = 500;

/** Volume over time: bytes in above the line and out below it, flows with the rejected apart, and when the findings were. */
export function VolumeFigure({ timeline, candidates }: { timeline: Timeline; candidates: readonly Candidate[] }) {
  const bars = chartBars(timeline, barsMax);
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last)
    return <p className="text-sm text-ink-3">These records carry no times, so there is no picture.</p>;
  const span = { start: first.start, end: last.end };
  return (
    <figure>
      <Legend seconds={first.end - first.start} />
      <div role="img" aria-label={summary(bars)}>
        <VolumeBars bars={bars} {...span} />
        <FlowBars bars={bars} {...span} />
      </div>
      <FindingLanes candidates={candidates} {...span} />
      <TimeAxis {...span} />
      <Fold summary="As a table">
        <DataTable
          caption={`Volume in steps of ${formatDuration(timeline.bucketSeconds)}`}
          rows={timeline.buckets.slice(0, rowsMax)}
          rowKey={(bucket) => String(bucket.start)}
          empty="No traffic."
          minWidth={560}
          columns={[
            { header: 'From', kind: 'nowrap', rowHeader: true, cell: (row) => <Time epoch={row.start} /> },
            { header: 'Flows', kind: 'figure', cell: (row) => <Count value={row.flows} /> },
            { header: 'Accepted', kind: 'figure', cell: (row) => <Count value={row.accepted} /> },
            { header: 'Rejected', kind: 'figure', cell: (row) => <Count value={row.rejected} /> },
            { header: 'In', kind: 'figure', cell: (row) => <Bytes value={row.bytesIn} /> },
            { header: 'Out', kind: 'figure', cell: (row) => <Bytes value={row.bytesOut} /> },
          ]}
        />
        {timeline.buckets.length > rowsMax ? (
          <p className="text-xs text-ink-3">
            The first {formatCount(rowsMax)} of {formatCount(timeline.buckets.length)}; the JSON report has all.
          </p>
        ) : null}
      </Fold>
    </figure>
  );
}

/** What the picture shows, for those who do not see it. */
function summary(bars: readonly Bar[]): string {
  const most = (of: 'bytesIn' | 'bytesOut' | 'rejected', say: (bar: Bar) => string, none: string) => {
    const bar = peak(bars, of);
    return bar ? `${say(bar)} in the ${formatDuration(bar.end - bar.start)} from ${formatTime(bar.start)}` : none;
  };
  return [
    'Volume over time.',
    `Most in: ${most('bytesIn', (bar) => formatBytes(bar.bytesIn), 'nothing')}.`,
    `Most out: ${most('bytesOut', (bar) => formatBytes(bar.bytesOut), 'nothing')}.`,
    `Most rejected: ${most('rejected', (bar) => plural(bar.rejected, 'flow'), 'none')}.`,
  ].join(' ');
}

function Legend({ seconds }: { seconds: number }) {
  return (
    <figcaption className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
      <Swatch fill="var(--bars-in)">bytes in ↑</Swatch>
      <Swatch fill="var(--bars-out)">bytes out ↓</Swatch>
      <Swatch fill="var(--bars-accept)">flows accepted</Swatch>
      <Swatch fill="url(#hatch)">flows rejected</Swatch>
      <span className="text-ink-3">each bar {formatDuration(seconds)}</span>
    </figcaption>
  );
}

function Swatch({ fill, children }: { fill: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="12" height="12" aria-hidden="true" className="bars">
        <rect width="12" height="12" rx="1.5" fill={fill} />
      </svg>
      {children}
    </span>
  );
}

function TimeAxis({ start, end }: { start: number; end: number }) {
  return (
    <div className="plot">
      <span />
      <svg width="100%" height="20" aria-hidden="true" className="overflow-visible">
        {timeTicks(start, end, 5).map(({ percent, label }) => (
          <text
            key={percent}
            x={`${percent}%`}
            y="14"
            className="fill-ink-3 text-2xs"
            textAnchor={percent < 4 ? 'start' : percent > 94 ? 'end' : 'middle'}
          >
            {label}
          </text>
        ))}
      </svg>
    </div>
  );
}
