import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Bucket, Timeline } from '#lib/model/facts.ts';
import { formatCount, formatTime, plural } from '#lib/names/format.ts';

const margin = { top: 28, right: 36, bottom: 28, left: 56 };

/**
 * The flows over time as an SVG of `width` × `height` pixels: accepted below, rejected above with a hatch, so that the
 * two can be told without colour. The colours `--accepted` and `--rejected` may be set around it. Empty for no buckets.
 */
export function timelineSvg({ buckets, bucketSeconds }: Timeline, { width = 860, height = 220 } = {}): string {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return '';
  const end = last.start + bucketSeconds;
  const x = scaleUtc([new Date(first.start * 1000), new Date(end * 1000)], [margin.left, width - margin.right]);
  const most = Math.max(1, ...buckets.map(({ accepted, rejected }) => accepted + rejected));
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(4);

  const bars = buckets.flatMap((bucket) => bar(bucket, bucketSeconds, x, y));
  // Flows are whole: a tick at 0.5 flows would say nothing.
  const rows = y
    .ticks(4)
    .filter(Number.isInteger)
    .map((value) => rowTick(value, px(y(value)), width));
  const columns = x.ticks(6).map((date) => timeTick(date.getTime() / 1000, end - first.start, px(x(date)), height));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="timeline-title" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="timeline-title">${summary(buckets, first.start, end)}</title>`,
    '<defs><pattern id="timeline-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" style="fill:var(--rejected, #b4490f)"/><line x1="0" y1="0" x2="0" y2="5" stroke-width="2" style="stroke:var(--paper, #ffffff);stroke-opacity:0.6"/></pattern></defs>',
    ...legend(),
    ...rows,
    ...bars,
    `<line x1="${margin.left}" y1="${px(y(0))}" x2="${width - margin.right}" y2="${px(y(0))}" stroke="currentColor"/>`,
    ...columns,
    '</svg>',
  ].join('\n');
}

type TimeScale = ReturnType<typeof scaleUtc<number>>;
type CountScale = ReturnType<typeof scaleLinear<number>>;

function bar({ start, accepted, rejected }: Bucket, seconds: number, x: TimeScale, y: CountScale): string[] {
  const left = x(new Date(start * 1000));
  const right = x(new Date((start + seconds) * 1000));
  // A pixel between neighbours, and at least one pixel of bar where buckets are many.
  const wide = Math.max(1, right - left - 1);
  const rect = (from: number, to: number, fill: string) =>
    `<rect x="${px(left)}" y="${px(y(to))}" width="${px(wide)}" height="${px(y(from) - y(to))}" style="fill:${fill}"/>`;
  return [
    ...(accepted > 0 ? [rect(0, accepted, 'var(--accepted, #2f6fb3)')] : []),
    ...(rejected > 0 ? [rect(accepted, accepted + rejected, 'url(#timeline-hatch)')] : []),
  ];
}

function rowTick(value: number, y: string, width: number): string {
  return `<line x1="${margin.left}" y1="${y}" x2="${width - margin.right}" y2="${y}" stroke="currentColor" stroke-opacity="0.2"/><text x="${margin.left - 8}" y="${y}" dy="0.32em" text-anchor="end" fill="currentColor">${formatCount(value)}</text>`;
}

/** Within two days the time of day tells the ticks apart, beyond them the date. */
function timeTick(epoch: number, seconds: number, x: string, height: number): string {
  const [date = '', time = ''] = formatTime(epoch).split(' ');
  const label = seconds <= 172_800 ? time : `${date.slice(5)} ${time.slice(0, 5)}Z`;
  const y = height - margin.bottom;
  return `<line x1="${x}" y1="${y}" x2="${x}" y2="${y + 5}" stroke="currentColor"/><text x="${x}" y="${y + 18}" text-anchor="middle" fill="currentColor">${label}</text>`;
}

function legend(): string[] {
  return [
    `<rect x="${margin.left}" y="6" width="12" height="12" style="fill:var(--accepted, #2f6fb3)"/><text x="${margin.left + 18}" y="16" fill="currentColor">Accepted flows</text>`,
    `<rect x="${margin.left + 130}" y="6" width="12" height="12" style="fill:url(#timeline-hatch)"/><text x="${margin.left + 148}" y="16" fill="currentColor">Rejected flows</text>`,
  ];
}

function summary(buckets: readonly Bucket[], start: number, end: number): string {
  const sum = (count: (bucket: Bucket) => number) => buckets.reduce((total, bucket) => total + count(bucket), 0);
  const busiest = buckets.reduce((most, bucket) => (bucket.flows > most.flows ? bucket : most));
  return `Flows from ${formatTime(start)} to ${formatTime(end)}: ${formatCount(sum(({ accepted }) => accepted))} accepted, ${formatCount(sum(({ rejected }) => rejected))} rejected; most in the interval from ${formatTime(busiest.start)} (${plural(busiest.flows, 'flow')}).`;
}

/** Two decimals at most, so that the same picture has the same bytes everywhere. */
const px = (value: number): string => String(Math.round(value * 100) / 100);
