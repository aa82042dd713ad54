import { Fragment } from 'react';

const steps = ['Baseline', 'Anomalies', 'ATT&CK', 'Report'];

/** What comes after the paste, in one line. */
export function StepLine() {
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink-2 sm:text-base">
      {steps.map((step, index) => (
        <Fragment key={step}>
          {index > 0 ? (
            <span aria-hidden="true" className="text-ink-3">
              →
            </span>
          ) : null}
          <span className="whitespace-nowrap">
            <span className="mr-1.5 text-ink-3">{index + 1}</span>
            {step}
          </span>
        </Fragment>
      ))}
      <span className="w-full text-sm text-ink-3">Every number computed, every sentence checked. No key needed.</span>
    </p>
  );
}
