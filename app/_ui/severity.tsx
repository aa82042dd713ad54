import { classes } from './classes.ts';

/** Severity never rests on colour alone: each has a shape and a word as well. */
const looks = {
  critical: { word: 'Critical', shape: 'M7 0.5 13.5 7 7 13.5 0.5 7Z', ink: 'text-critical', soft: 'bg-critical-soft' },
  high: { word: 'High', shape: 'M7 1.2 13.4 12.6H0.6Z', ink: 'text-high', soft: 'bg-high-soft' },
  medium: { word: 'Medium', shape: 'M1.5 1.5H12.5V12.5H1.5Z', ink: 'text-medium', soft: 'bg-medium-soft' },
  low: { word: 'Low', shape: 'M7 1.2A5.8 5.8 0 1 0 7 12.8 5.8 5.8 0 0 0 7 1.2Z', ink: 'text-low', soft: 'bg-low-soft' },
  info: {
    word: 'Info',
    shape: 'M7 1.2A5.8 5.8 0 1 0 7 12.8 5.8 5.8 0 0 0 7 1.2ZM7 3.2A3.8 3.8 0 1 1 7 10.8 3.8 3.8 0 0 1 7 3.2Z',
    ink: 'text-low',
    soft: 'bg-low-soft',
  },
};
export type SeverityWord = keyof typeof looks;

/** Any spelling of a severity or risk level, or null for a word that is neither. */
export function severityWord(text: string): SeverityWord | null {
  const word = text.toLowerCase();
  return word in looks ? (severityWords.find((known) => known === word) ?? null) : null;
}

const severityWords: readonly SeverityWord[] = ['critical', 'high', 'medium', 'low', 'info'];

export function severityInk(severity: SeverityWord): string {
  return looks[severity].ink;
}

/** Shape and word, as a label or as a filled badge. */
export function Severity({ severity, badge = false }: { severity: SeverityWord; badge?: boolean }) {
  const { word, ink, soft } = looks[severity];
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 font-[560] whitespace-nowrap',
        ink,
        badge && classes(soft, 'h-6 rounded-sm px-2 text-xs'),
      )}
    >
      <SeverityShape severity={severity} />
      {word}
    </span>
  );
}

/** The shape alone, where the word stands beside it. */
export function SeverityShape({ severity, size = 10 }: { severity: SeverityWord; size?: number }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width={size}
      height={size}
      fill="currentColor"
      fillRule="evenodd"
      aria-hidden="true"
      className={classes('shrink-0', looks[severity].ink)}
    >
      <path d={looks[severity].shape} />
    </svg>
  );
}
