/** The mark is the picture the program draws: what came in above the line, what went out below it. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" className="shrink-0">
      <g fill="currentColor">
        <rect x="1" y="5" width="3" height="4.2" rx=".6" />
        <rect x="6" y="2" width="3" height="7.2" rx=".6" />
        <rect x="11" y="6.4" width="3" height="2.8" rx=".6" />
        <rect x="16" y="7.2" width="3" height="2" rx=".6" />
      </g>
      <g className="fill-accent">
        <rect x="1" y="10.8" width="3" height="1.8" rx=".6" />
        <rect x="6" y="10.8" width="3" height="2.6" rx=".6" />
        <rect x="11" y="10.8" width="3" height="8.2" rx=".6" />
        <rect x="16" y="10.8" width="3" height="3.4" rx=".6" />
      </g>
    </svg>
  );
}
