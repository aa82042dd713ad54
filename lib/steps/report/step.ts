import {
  blindSpotSection,
  candidateSection,
  checkSection,
  findingSection,
  logSection,
  tableSection,
} from '../fact-sections.ts';
import { oneLine, writeSections } from '../sections.ts';
import { inputTokensMax, type StepDefinition } from '../step.ts';
import { writtenAnswer } from '../written.ts';
import { ReportWire } from './schema.ts';
import { verifyReport } from './verify.ts';

/** Step 4: the words of the report. */
export const report: StepDefinition<'report', ReportWire> = {
  id: 'report',
  title: 'Report',
  after: ['baseline', 'anomalies', 'attack'],
  wire: ReportWire,
  input: (investigation, view) => {
    const { summary } = writtenAnswer(investigation, 'baseline');
    const { findings } = writtenAnswer(investigation, 'anomalies');
    const { rows, unmapped } = writtenAnswer(investigation, 'attack');
    const found = new Set(findings.map(({ candidate }) => candidate));
    const candidates = investigation.candidates.filter(({ id }) => found.has(id));
    return writeSections(
      [
        logSection(investigation, view),
        findingSection(findings, investigation, view, 1000),
        candidateSection({ ...investigation, candidates }, view, { tokens: 1200, lines: 1 }),
        {
          id: 'attack',
          legend: 'finding | technique | tactic | confidence | reasoning',
          tokens: 500,
          units: [
            ...rows.map((row) =>
              [
                row.finding,
                `${row.technique} ${row.techniqueName}`,
                row.tactic,
                row.confidence,
                oneLine(view.text(row.reasoning)),
              ].join(' | '),
            ),
            ...unmapped.map((number) => `${number} | no confident mapping`),
          ],
        },
        tableSection('assets', investigation, view),
        checkSection(investigation),
        { id: 'baseline', tokens: 150, units: summary === '' ? [] : [oneLine(view.text(summary))] },
        blindSpotSection(investigation, view),
      ],
      inputTokensMax,
    );
  },
  verify: verifyReport,
};
