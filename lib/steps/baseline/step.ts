import { blindSpotSection, logSection, tableSection } from '../fact-sections.ts';
import { writeSections } from '../sections.ts';
import { inputTokensMax, type StepDefinition } from '../step.ts';
import { BaselineWire } from './schema.ts';
import { verifyBaseline } from './verify.ts';

/** Step 1: who talks, to whom, on which ports, and what leaves. */
export const baseline: StepDefinition<'baseline', BaselineWire> = {
  id: 'baseline',
  title: 'Baseline',
  after: [],
  wire: BaselineWire,
  input: (investigation, view) =>
    writeSections(
      [
        logSection(investigation, view),
        tableSection('topSources', investigation, view),
        tableSection('topDestinations', investigation, view),
        tableSection('topPorts', investigation, view),
        tableSection('topPairs', investigation, view),
        tableSection('outbound', investigation, view),
        tableSection('attackSurface', investigation, view),
        tableSection('assets', investigation, view),
        blindSpotSection(investigation, view),
      ],
      inputTokensMax,
    ),
  verify: verifyBaseline,
};
