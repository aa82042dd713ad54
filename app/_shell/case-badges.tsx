import { Severity, severityWord } from '../_ui/severity.tsx';

/** Worst severity of a case, and whether it is one of the built-in samples. */
export function CaseBadges({ sample, worst }: { sample: boolean; worst: string | null }) {
  const severity = worst === null ? null : severityWord(worst);
  return (
    <span className="inline-flex items-center gap-3 text-xs">
      {sample ? <SampleBadge /> : null}
      {severity ? <Severity severity={severity} /> : <span className="text-ink-3">Nothing found</span>}
    </span>
  );
}

/** Follows a sample everywhere, so that nobody takes it for a real case. */
export function SampleBadge() {
  return (
    <span className="inline-flex h-5 items-center rounded-sm border border-line-strong px-1.5 text-2xs font-[560] tracking-[0.06em] text-ink-2">
      SAMPLE
    </span>
  );
}
