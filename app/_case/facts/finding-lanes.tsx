import type { Candidate } from '#lib/model/detection.ts';
import { formatTime } from '#lib/names/format.ts';
import { severityInk } from '../../_ui/severity.tsx';
import { percentOf } from './time-axis.ts';

/** The worst are shown; the list below the picture has them all. */
const lanesMax = 6;

/** From when to when each candidate was seen, under the same axis of time. */
export function FindingLanes({
  candidates,
  start,
  end,
}: {
  candidates: readonly Candidate[];
  start: number;
  end: number;
}) {
  const timed = candidates.flatMap(({ id, title, severity, firstSeen, lastSeen }) =>
    firstSeen === null || lastSeen === null ? [] : [{ id, title, severity, firstSeen, lastSeen }],
  );
  if (timed.length === 0) return null;
  return (
    <ul aria-label="When the candidates were seen" className="mt-2">
      {timed.slice(0, lanesMax).map(({ id, title, severity, firstSeen, lastSeen }) => (
        <li key={id} className="plot items-center">
          <a
            href={`#${id}`}
            title={title}
            className={`inline-flex h-6 items-center justify-end rounded-sm pr-2 text-2xs font-[600] hover:underline ${severityInk(severity)}`}
          >
            {id}
          </a>
          <svg width="100%" height="14" role="img" className={`bars overflow-visible ${severityInk(severity)}`}>
            <title>{`${title}: ${formatTime(firstSeen)} to ${formatTime(lastSeen)}`}</title>
            <line x1="0" x2="100%" y1="7.5" y2="7.5" stroke="var(--line)" />
            <rect
              x={`${percentOf(firstSeen, start, end)}%`}
              width={`${Math.max(percentOf(lastSeen, start, end) - percentOf(firstSeen, start, end), 0.6)}%`}
              y="5"
              height="5"
              rx="1.5"
              fill="currentColor"
            />
          </svg>
        </li>
      ))}
      {timed.length > lanesMax ? (
        <li className="plot">
          <span />
          <span className="text-2xs text-ink-3">and {timed.length - lanesMax} more below</span>
        </li>
      ) : null}
    </ul>
  );
}
