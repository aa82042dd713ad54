import type { ReactNode } from 'react';
import type { Step, StepId } from '#lib/model/steps.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Fold } from '../../_ui/fold.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { Author } from '../author.tsx';
import { StepProgress } from '../run/step-progress.tsx';
import { Section } from '../section.tsx';
import { stepNames } from './step-names.ts';

/** One of the four steps: who wrote it, how that went, what the checks turned away, and the answer itself. */
export function StepCard({
  id,
  step,
  aside,
  promise,
  children,
}: {
  id: StepId;
  step: Step | null;
  aside?: ReactNode;
  /** What the step will deliver, while it is not written. */
  promise: string;
  children?: ReactNode;
}) {
  const { number, title } = stepNames[id];
  return (
    <Section
      id={`step-${number}`}
      number={number}
      title={title}
      aside={
        <>
          {step ? (
            <>
              <span className="text-ink-3">{provenance(step)}</span>
              <Author step={step} />
            </>
          ) : null}
          {aside}
        </>
      }
    >
      <StepProgress step={id} />
      {step?.fallback ? (
        <div className="mb-3">
          <Notice tone="warning" title="Written by rules, because the model did not deliver">
            <p>{step.fallback.message}</p>
            <p className="text-ink-2">{step.fallback.hint}</p>
          </Notice>
        </div>
      ) : null}
      {step ? children : <p className="prose-flow text-sm text-ink-3">{promise}</p>}
      {step && step.rejectedClaims.length > 0 ? (
        <div className="mt-4">
          <Fold summary={`Rejected by checks (${step.rejectedClaims.length})`}>
            <DataTable
              caption="What was written and did not pass the checks"
              rows={step.rejectedClaims}
              rowKey={(_, index) => String(index)}
              empty=""
              columns={[
                { header: 'Claim', rowHeader: true, cell: (row) => <s className="text-ink-3">{row.claim}</s> },
                { header: 'Why it was turned away', cell: (row) => row.why },
              ]}
            />
          </Fold>
        </div>
      ) : null}
    </Section>
  );
}

function provenance({ author, prompt, attempts, usage }: Step): string {
  if (author === 'computed' && attempts === 0) return '';
  return [
    `prompt v${prompt.version}`,
    attempts > 1 ? plural(attempts, 'call') : null,
    usage.inputTokens > 0
      ? `${formatCount(usage.inputTokens)} tokens in, ${formatCount(usage.outputTokens)} out`
      : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
