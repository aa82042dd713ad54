import { describe, expect, it } from 'vitest';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, stepIds } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { applyAnswer } from './apply-answer.ts';
import { runSteps } from './run-steps.ts';

/** The sample with its steps written by the program up to and with `last`. */
async function written(last: StepId | null): Promise<Investigation> {
  let latest = sampleInvestigation();
  if (last === null) return latest;
  for await (const event of runSteps(latest, { provider: offline, mask: 'strict' })) {
    if ('investigation' in event) latest = event.investigation;
    if (event.type === 'step-end' && event.step === last) return latest;
  }
  return latest;
}

const refusal = (code: string, named: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(named) });

describe('a pasted answer', () => {
  it('takes the place of the step, whoever wrote it, and says that it was pasted', async () => {
    const before = await written(null);
    const wire = JSON.stringify(offline.write('baseline', before));
    for (const pasted of [wire, `\`\`\`json\n${wire}\n\`\`\``, JSON.parse(wire)]) {
      const { steps } = applyAnswer(before, 'baseline', pasted, 'pasted');
      expect(steps.baseline).toMatchObject({ author: 'pasted', provider: 'pasted', model: null, attempts: 0 });
      expect(steps.baseline?.answer.rows.length).toBeGreaterThan(0);
    }
  });

  it('may speak in the tokens of the masked prompt', async () => {
    const before = await written('baseline');
    const mask = createMask(before);
    const why = `${mask.address('203.0.113.45')} tried 12 ports of ${mask.address('10.0.1.25')}.`;
    const finding = { candidate: 'C2', severity: 'medium', title: 'Port scan', why, evidence: [] };
    const { steps } = applyAnswer(before, 'anomalies', JSON.stringify({ findings: [finding] }), 'pasted');
    expect(steps.anomalies?.answer.findings.map((entry) => entry.why)).toContain(
      '203.0.113.45 tried 12 ports of 10.0.1.25.',
    );
  });

  it('passes the same gate as a model: an invented address is dropped and listed', async () => {
    const before = await written('baseline');
    const why = 'It tried 12 ports of 10.0.1.25. Then it went on to 192.0.2.77.';
    const finding = { candidate: 'C2', severity: 'medium', title: 'Port scan', why, evidence: [] };
    const { steps } = applyAnswer(before, 'anomalies', { findings: [finding] }, 'pasted');
    expect(JSON.stringify(steps.anomalies?.answer)).not.toContain('192.0.2.77');
    expect(JSON.stringify(steps.anomalies?.rejectedClaims)).toContain('192.0.2.77');
  });

  it.each([
    ['that is no JSON', 'I am sorry, I cannot help.', 'JSON'],
    ['of another form', '{"findings":[{"candidate":5}]}', 'findings.0'],
    ['that is nothing', undefined, 'answer'],
  ])('%s is refused, and the step stays', async (_, pasted, named) => {
    const before = await written('baseline');
    expect(() => applyAnswer(before, 'anomalies', pasted, 'pasted')).toThrow(refusal('bad-value', named));
  });

  it('waits for the steps before it', async () => {
    expect(() => applyAnswer(sampleInvestigation(), 'report', '{}', 'pasted')).toThrow(
      expect.objectContaining({ code: 'step-order' }),
    );
  });
});

describe("a person's edit", () => {
  it('is kept as it is, with the person as its author', async () => {
    const before = await written('report');
    const answer = { ...before.steps.baseline?.answer, summary: 'My own words.' };
    const after = applyAnswer(before, 'baseline', answer, 'person');
    expect(after.steps.baseline).toMatchObject({ author: 'person', provider: 'offline', answer });
    expect(after.steps.report).toEqual(before.steps.report);
  });

  it('may reword a finding without losing what was made of it', async () => {
    const before = await written('report');
    const findings = before.steps.anomalies?.answer.findings.map((finding) => ({ ...finding, why: 'Seen before.' }));
    const after = applyAnswer(before, 'anomalies', { findings }, 'person');
    expect(after.steps.attack).toEqual(before.steps.attack);
    expect(after.steps.anomalies?.answer.findings[0]?.why).toBe('Seen before.');
  });

  it('that changes which findings there are takes mapping and report away: they name findings by number', async () => {
    const before = await written('report');
    const findings = before.steps.anomalies?.answer.findings.slice(0, 1);
    const after = applyAnswer(before, 'anomalies', { findings }, 'person');
    expect([after.steps.attack, after.steps.report]).toEqual([null, null]);
    expect(after.steps.baseline).toEqual(before.steps.baseline);
  });

  it.each<[StepId, (answer: never) => unknown, string]>([
    ['baseline', () => ({ summary: 'only this' }), 'answer.rows'],
    ['baseline', () => 'a text', 'answer: '],
    ['anomalies', ({ findings: [one] }: Findings) => ({ findings: [{ ...one, candidate: 'C99' }] }), 'C99'],
    ['anomalies', ({ findings: [one] }: Findings) => ({ findings: [one, one] }), 'same number'],
    ['attack', () => ({ rows: [], unmapped: [99] }), 'no finding 99'],
    ['attack', ({ rows: [one] }: Rows) => ({ rows: [{ ...one, technique: 'T9999' }], unmapped: [] }), 'T9999'],
  ])('of %s whose parts are missing or lead nowhere is refused by name', async (step, change, named) => {
    const before = await written('report');
    const edit = Reflect.apply(change, null, [before.steps[step]?.answer]);
    expect(() => applyAnswer(before, step, edit, 'person')).toThrow(refusal('bad-value', named));
  });

  it('changes nothing in the document it is given', async () => {
    const before = await written('report');
    const copy = structuredClone(before);
    for (const step of stepIds) applyAnswer(before, step, before.steps[step]?.answer, 'person');
    expect(before).toEqual(copy);
  });
});

type Findings = { findings: object[] };
type Rows = { rows: object[] };
