import type { Investigation } from '#lib/model/investigation.ts';
import { reportDocument } from '#lib/reports/document.ts';
import { ReportActions } from '../report/report-actions.tsx';
import { ReportView } from '../report/report-view.tsx';
import { StepCard } from './step-card.tsx';

/** Step 4: the report as it will be copied. */
export function ReportStep({ investigation, formats }: { investigation: Investigation; formats: readonly Format[] }) {
  const step = investigation.steps.report;
  return (
    <StepCard
      id="report"
      step={step}
      aside={<ReportActions formats={formats} />}
      promise="The report in the order a ticket needs it. Copying works already now: it gives the facts, the checks and which steps are not written."
    >
      {step ? <ReportView document={reportDocument(investigation)} /> : null}
    </StepCard>
  );
}

export interface Format {
  id: string;
  title: string;
  extension: string;
}
