import { scaleLinear } from 'd3-scale';
import { formatBytes, formatCount, formatTime, plural } from '#lib/names/format.ts';
import { type Bar, peak } from './chart-bars.ts';
import { percentOf } from './time-axis.ts';

interface Props {
  bars: readonly Bar[];
  start: number;
  end: number;
}

// Widths are in percent and heights in pixels: the picture fits any width and its words keep their size.
const volumeHeight = 148;
const flowsHeight = 58;
/** Room above and below for the words at the highest bar. */
const margin = 15;
/** What is there stays visible beside a bar a million times its size. */
const visibleMin = 1.5;

/** Bytes in above the line, bytes out below it, on one scale; the line moves to where both halves have room. */
export function VolumeBars({ bars, start, end }: Props) {
  const mostIn = peak(bars, 'bytesIn');
  const mostOut = peak(bars, 'bytesOut');
  const maxIn = mostIn?.bytesIn ?? 0;
  const maxOut = mostOut?.bytesOut ?? 0;
  const room = volumeHeight - 2 * margin;
  const above = room * Math.min(Math.max(maxIn / (maxIn + maxOut || 1), 0.12), 0.88);
  const line = margin + above;
  const pixelsPerByte = Math.min(above / (maxIn || 1), (room - above) / (maxOut || 1));
  const height = (bytes: number) => (bytes > 0 ? Math.max(bytes * pixelsPerByte, visibleMin) : 0);
  return (
    <div className="plot">
      <AxisLabels
        height={volumeHeight}
        labels={[
          { y: line - above / 2, text: 'in' },
          { y: line + (room - above) / 2, text: 'out' },
        ]}
      />
      <svg width="100%" height={volumeHeight} aria-hidden="true" className="bars overflow-visible">
        {bars.map((bar) => (
          <g key={bar.start}>
            <title>{`${formatTime(bar.start)}: ${formatBytes(bar.bytesIn)} in, ${formatBytes(bar.bytesOut)} out`}</title>
            {/* An invisible bar over the full height, so that a short one can be pointed at too. */}
            <rect {...across(bar, start, end)} y="0" height={volumeHeight} fill="transparent" />
            <rect
              {...across(bar, start, end)}
              y={line - height(bar.bytesIn)}
              height={height(bar.bytesIn)}
              fill="var(--bars-in)"
            />
            <rect {...across(bar, start, end)} y={line + 1} height={height(bar.bytesOut)} fill="var(--bars-out)" />
          </g>
        ))}
        <line x1="0" x2="100%" y1={line + 0.5} y2={line + 0.5} stroke="var(--line-strong)" />
        {mostIn ? (
          <Label bar={mostIn} start={start} end={end} y={line - height(maxIn) - 5} text={`${formatBytes(maxIn)} in`} />
        ) : null}
        {mostOut ? (
          <Label
            bar={mostOut}
            start={start}
            end={end}
            y={line + height(maxOut) + 13}
            text={`${formatBytes(maxOut)} out`}
          />
        ) : null}
      </svg>
    </div>
  );
}

/** Flows a bar, the rejected hatched and on top of the accepted. */
export function FlowBars({ bars, start, end }: Props) {
  const most = peak(bars, 'flows');
  const scale = scaleLinear([0, Math.max(most?.flows ?? 0, 1)], [0, flowsHeight - margin]);
  const bottom = flowsHeight - 1;
  return (
    <div className="plot mt-3">
      <AxisLabels height={flowsHeight} labels={[{ y: margin + (flowsHeight - margin) / 2, text: 'flows' }]} />
      <svg width="100%" height={flowsHeight} aria-hidden="true" className="bars overflow-visible">
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--bars-reject)" fillOpacity="0.28" />
            <rect width="2" height="5" fill="var(--bars-reject)" />
          </pattern>
        </defs>
        {bars.map((bar) => {
          const accepted = scale(bar.accepted);
          const rejected = scale(bar.rejected);
          return (
            <g key={bar.start}>
              <title>{`${formatTime(bar.start)}: ${formatCount(bar.accepted)} accepted, ${formatCount(bar.rejected)} rejected`}</title>
              <rect {...across(bar, start, end)} y="0" height={flowsHeight} fill="transparent" />
              <rect {...across(bar, start, end)} y={bottom - accepted} height={accepted} fill="var(--bars-accept)" />
              <rect
                {...across(bar, start, end)}
                y={bottom - accepted - rejected}
                height={rejected}
                fill="url(#hatch)"
              />
            </g>
          );
        })}
        <line x1="0" x2="100%" y1={bottom + 0.5} y2={bottom + 0.5} stroke="var(--line-strong)" />
        {most ? (
          <Label
            bar={most}
            start={start}
            end={end}
            y={bottom - scale(most.accepted + most.rejected) - 4}
            text={flowsText(most)}
          />
        ) : null}
      </svg>
    </div>
  );
}

function flowsText({ flows, rejected }: Bar): string {
  return `${plural(flows, 'flow')}${rejected > 0 ? `, ${formatCount(rejected)} rejected` : ''}`;
}

/** Left edge and width of a bar, with a hair of space to the next. */
function across(bar: Bar, start: number, end: number) {
  const left = percentOf(bar.start, start, end);
  const width = percentOf(bar.end, start, end) - left;
  return { x: `${left}%`, width: `${width * 0.88}%` };
}

function Label({ bar, start, end, y, text }: { bar: Bar; start: number; end: number; y: number; text: string }) {
  const middle = percentOf((bar.start + bar.end) / 2, start, end);
  return (
    <text
      x={`${middle < 12 ? percentOf(bar.start, start, end) : middle > 88 ? percentOf(bar.end, start, end) : middle}%`}
      y={y}
      textAnchor={middle < 12 ? 'start' : middle > 88 ? 'end' : 'middle'}
      className="fill-ink text-2xs font-[560]"
    >
      {text}
    </text>
  );
}

function AxisLabels({ height, labels }: { height: number; labels: readonly { y: number; text: string }[] }) {
  return (
    <svg width="100%" height={height} aria-hidden="true" className="overflow-visible">
      {labels.map(({ y, text }) => (
        <text key={text} x="100%" dx="-8" y={y + 4} textAnchor="end" className="fill-ink-3 text-2xs">
          {text}
        </text>
      ))}
    </svg>
  );
}
