import type { StoredCase } from '#lib/cases/store.ts';
import { formatCount } from '#lib/names/format.ts';
import { reports } from '#lib/reports/registry.ts';
import type { ProviderChoice } from '../_data/provider-choices.ts';
import { CaseBadges } from '../_shell/case-badges.tsx';
import { ChecksSection } from './checks/checks.tsx';
import { EvidenceProvider } from './evidence/evidence-context.tsx';
import { EvidencePanel } from './evidence/evidence-panel.tsx';
import { FactsSection } from './facts/facts.tsx';
import { InputSection } from './input-section.tsx';
import { CopyProvider } from './report/copy-context.tsx';
import { RunBar } from './run/run-bar.tsx';
import { RunProvider } from './run/run-context.tsx';
import { CaseKeys } from './shell/case-keys.tsx';
import { BottomBar, Rail, TabRow } from './shell/rail.tsx';
import { stepMarks } from './shell/step-marks.ts';
import { AnomaliesStep } from './steps/anomalies.tsx';
import { AttackStep } from './steps/attack.tsx';
import { BaselineStep } from './steps/baseline.tsx';
import { ReportStep } from './steps/report.tsx';

/** One case from top to bottom in one scrolling document, so that Ctrl+F finds everything and printing works. */
export function Workbook({
  stored,
  providers,
  preferred,
  running,
}: {
  stored: StoredCase;
  providers: readonly ProviderChoice[];
  preferred: ProviderChoice;
  running: boolean;
}) {
  const { id, name, sample, worst, createdAt, updatedAt, options, investigation } = stored;
  const { input, candidates, steps, checks } = investigation;
  const rail = {
    stored: stepMarks(steps),
    before: [
      { id: 'input', label: 'Input', mark: 'done', note: formatCount(input.lines) },
      { id: 'facts', label: 'Facts', mark: input.rejected > 0 ? 'warning' : 'done', note: '' },
      {
        id: 'checks',
        label: 'Checks',
        mark: checks.some((check) => check.outcome === 'failed') ? 'warning' : 'done',
        note: formatCount(candidates.length),
      },
    ],
  } as const;
  return (
    <EvidenceProvider caseId={id}>
      <RunProvider caseId={id} providers={providers} preferred={preferred}>
        <CopyProvider caseId={id} version={updatedAt}>
          <CaseKeys />
          <div className="grid w-full flex-1 px-4 sm:px-6 lg:grid-cols-[184px_minmax(0,1fr)] xl:grid-cols-[184px_minmax(0,1fr)_420px] xl:pr-0 min-[1600px]:grid-cols-[200px_minmax(0,1fr)_560px]">
            <Rail {...rail} />
            <div className="min-w-0 pb-28 lg:px-8 lg:pb-20 xl:px-6 2xl:px-8">
              <TabRow {...rail} />
              <div className="mx-auto max-w-[880px]">
                <div className="pt-6 pb-5">
                  <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                    <h1 className="min-w-0 text-xl font-[640] tracking-[-0.022em] [overflow-wrap:anywhere]">{name}</h1>
                    <CaseBadges sample={sample} worst={worst} />
                  </div>
                  <p className="text-xs text-ink-3">Read {createdAt.slice(0, 16).replace('T', ' ')}Z</p>
                </div>
                <InputSection input={input} options={options} />
                <FactsSection investigation={investigation} />
                <ChecksSection investigation={investigation} />
                <RunBar written={steps.report !== null} elsewhere={running} />
                <BaselineStep investigation={investigation} />
                <AnomaliesStep investigation={investigation} />
                <AttackStep investigation={investigation} />
                <ReportStep
                  investigation={investigation}
                  formats={reports.map((format) => ({
                    id: format.id,
                    title: format.title,
                    extension: format.extension,
                  }))}
                />
              </div>
            </div>
            <EvidencePanel lines={input.lines} />
          </div>
          <BottomBar />
        </CopyProvider>
      </RunProvider>
    </EvidenceProvider>
  );
}
