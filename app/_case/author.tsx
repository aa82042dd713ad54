import { ClipboardPaste, Grid3x3, Sparkles, User } from 'lucide-react';
import type { Step } from '#lib/model/steps.ts';
import { authorship } from '#lib/reports/authorship.ts';

const icons = { computed: Grid3x3, model: Sparkles, person: User, pasted: ClipboardPaste };

/** Who wrote what one reads: an icon and a word, the same everywhere. */
export function Author({ step }: { step: Pick<Step, 'author' | 'model' | 'provider'> | null }) {
  const Icon = icons[step?.author ?? 'computed'];
  return (
    <span className="inline-flex h-6 items-center gap-1.5 rounded-sm border border-line px-1.5 text-xs whitespace-nowrap text-ink-2">
      <Icon size={12} aria-hidden="true" />
      <span className="sr-only">Written by: </span>
      {authorship(step)}
    </span>
  );
}
