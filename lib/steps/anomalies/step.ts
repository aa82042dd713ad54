import { blindSpotSection, candidateSection, checkSection, logSection, tableSection } from '../fact-sections.ts';
import { oneLine, writeSections } from '../sections.ts';
import { inputTokensMax, type StepDefinition } from '../step.ts';
import { writtenAnswer } from '../written.ts';
import { AnomaliesWire } from './schema.ts';
import { verifyAnomalies } from './verify.ts';

/** Step 2: which candidates are findings, how bad, and why. */
export const anomalies: StepDefinition<'anomalies', AnomaliesWire> = {
  id: 'anomalies',
  title: 'Anomalies',
  after: ['baseline'],
  wire: AnomaliesWire,
  input: (investigation, view) => {
    const { summary } = writtenAnswer(investigation, 'baseline');
    return writeSections(
      [
        logSection(investigation, view),
        candidateSection(investigation, view, { tokens: 2400, lines: 3 }),
        checkSection(investigation),
        tableSection('assets', investigation, view),
        { id: 'baseline', tokens: 250, units: summary === '' ? [] : [oneLine(view.text(summary))] },
        blindSpotSection(investigation, view),
      ],
      inputTokensMax,
    );
  },
  verify: verifyAnomalies,
};
