import { attackVersion, techniques } from '#lib/attack/attack.ts';
import { blindSpotSection, findingSection, tableSection } from '../fact-sections.ts';
import { writeSections } from '../sections.ts';
import { inputTokensMax, type StepDefinition } from '../step.ts';
import { writtenAnswer } from '../written.ts';
import { AttackWire } from './schema.ts';
import { verifyAttack } from './verify.ts';

/** Step 3: what of MITRE ATT&CK the findings show, and how surely. */
export const attack: StepDefinition<'attack', AttackWire> = {
  id: 'attack',
  title: 'MITRE ATT&CK',
  after: ['baseline', 'anomalies'],
  wire: AttackWire,
  input: (investigation, view) => {
    const { findings } = writtenAnswer(investigation, 'anomalies');
    return writeSections(
      [
        findingSection(findings, investigation, view, 1900),
        {
          id: 'techniques',
          legend: `ATT&CK ${attackVersion}; id | name | tactics | most confidence that flow logs carry`,
          tokens: 2000,
          units: techniques.map(({ id, name, tactics, cap }) => `${id} | ${name} | ${tactics.join(', ')} | ${cap}`),
        },
        tableSection('assets', investigation, view),
        blindSpotSection(investigation, view),
      ],
      inputTokensMax,
    );
  },
  verify: verifyAttack,
};
