'use client';

import type { Problem } from '../_data/wire.ts';
import { Button } from '../_ui/button.tsx';
import { Notice } from '../_ui/notice.tsx';
import type { Given } from './given.ts';
import { LayoutChoice } from './layout-choice.tsx';

/** What happened, what is kept, what to do. */
export function ProblemNote({
  problem,
  given,
  onLayout,
  onRetry,
}: {
  problem: Problem;
  given: Given | null;
  onLayout: (given: Given, layout: string[]) => void;
  onRetry: ((given: Given) => void) | null;
}) {
  if (problem.candidates && problem.candidates.length > 0 && given) {
    return <LayoutChoice problem={problem} candidates={problem.candidates} given={given} onLayout={onLayout} />;
  }
  const said = problem.detail && problem.detail !== problem.title ? problem.detail : null;
  return (
    <Notice tone="error" title={problem.title} alert>
      {said ? <p>{said}</p> : null}
      {given ? <p className="text-ink-2">{kept(given)}</p> : null}
      {problem.hint ? <p className="text-ink-2">{problem.hint}</p> : null}
      {onRetry && given && worthRetrying(problem) ? (
        <p className="mt-2">
          <Button size="sm" onClick={() => onRetry(given)}>
            Try again
          </Button>
        </p>
      ) : null}
    </Notice>
  );
}

function kept(given: Given): string {
  return given.kind === 'text'
    ? 'Your text is still in the box; nothing was stored.'
    : 'Your files are as they were; nothing was stored.';
}

// The same lines give the same answer, unless it was the program that failed and not the lines.
const worthRetrying = (problem: Problem) => problem.status === 0 || problem.status >= 500;
