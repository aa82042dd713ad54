import { loadCases, loadSampleTitles } from './_data/server.ts';
import { Intake } from './_intake/intake.tsx';
import { RecentCases } from './_intake/recent-cases.tsx';
import { StepLine } from './_intake/step-line.tsx';
import { Notice } from './_ui/notice.tsx';

// The list of cases changes with every paste.
export const dynamic = 'force-dynamic';

const recentCases = 4;
const promise = ['Paste VPC Flow Logs.', 'See what happened.', 'Copy the report.'];

export default async function Home() {
  const loaded = await loadCases();
  return (
    <div className="mx-auto w-full max-w-[880px] px-4 pt-9 pb-20 sm:px-6 sm:pt-16">
      <h1 className="text-xl font-[620] tracking-[-0.024em] sm:text-3xl">
        {promise.map((sentence) => (
          <span key={sentence} className="sm:whitespace-nowrap">
            {sentence}{' '}
          </span>
        ))}
      </h1>
      <div className="mt-3 mb-7">
        <StepLine />
      </div>
      <Intake samples={loadSampleTitles()} />
      {loaded.state === 'found' ? (
        <RecentCases cases={loaded.cases.slice(0, recentCases)} />
      ) : (
        <div className="mt-9">
          <Notice tone="error" title={loaded.title}>
            {loaded.hint}
          </Notice>
        </div>
      )}
    </div>
  );
}
