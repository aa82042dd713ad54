import { describe, expect, it } from 'vitest';
import { ProviderOutcome, type StepId } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { openView } from '#lib/privacy/open-view.ts';
import type { ComputedProvider, FailedOutcome, ModelProvider, ModelRequest, Reply } from '#lib/providers/provider.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { stepDefinition } from './steps.ts';
import { writeStep } from './write-step.ts';
import type { Complete, StepDelta } from './writing.ts';

const usage = { inputTokens: 100, outputTokens: 10 };
const good = {
  rows: [{ ref: 'F1', observation: '10 of 12 flows rejected.' }],
  ports: [],
  highOutbound: [],
  summary: '14 flows in 58 s.',
};
const invented = { ...good, summary: '14 flows in 58 s. One came from 192.0.2.77.' };
const nothing = { ...good, rows: [], summary: '' };

const ok = (value: unknown): Reply => ({
  outcome: 'ok',
  text: JSON.stringify(value),
  value,
  usage,
  model: 'model-of-the-day',
});
const failed = (outcome: FailedOutcome): Reply => ({
  outcome,
  message: `It was ${outcome}.`,
  partial: '{"half',
  usage,
  retryAfterMs: null,
});

const offline: ComputedProvider = {
  kind: 'computed',
  id: 'offline',
  model: null,
  write: () => ({ ...good, summary: 'Written offline.' }),
};
const provider: ModelProvider = {
  kind: 'model',
  id: 'openai',
  model: 'model-asked-for',
  complete: () => Promise.reject(new Error('the step goes through complete')),
  probe: () => Promise.reject(new Error('nobody probes here')),
};

interface Run {
  id?: StepId;
  investigation?: ReturnType<typeof sampleInvestigation>;
  masked?: boolean;
  writer?: ModelProvider | ComputedProvider;
  signal?: AbortSignal;
}

/** Writes a step of the sample with a provider that gives these replies, one a call. */
async function write(
  replies: (Reply | Complete)[],
  { id = 'baseline', investigation = sampleInvestigation(), masked = false, writer = provider, signal }: Run = {},
) {
  const requests: ModelRequest[] = [];
  const deltas: StepDelta[] = [];
  const complete: Complete = async (asked, request, options) => {
    requests.push(request);
    const reply = replies[requests.length - 1];
    if (!reply) throw new Error('asked once too often');
    if (typeof reply === 'function') return reply(asked, request, options);
    options.onText(reply.outcome === 'ok' ? reply.text : reply.partial);
    return { ...reply, attempts: 1 };
  };
  const written = await writeStep({
    definition: stepDefinition(id),
    investigation,
    provider: writer,
    offline,
    view: masked ? createMask(investigation) : { ...openView, restore: (text) => text },
    complete,
    emit: (delta) => deltas.push(delta),
    signal: signal ?? new AbortController().signal,
  });
  return {
    ...written,
    step: written.investigation.steps[id],
    requests,
    deltas,
    phases: deltas.map(({ phase }) => phase),
  };
}

describe('writeStep', () => {
  it('an answer that passes is the step, by the model that gave it', async () => {
    const { stopped, step, requests, phases } = await write([ok(good)]);
    expect(stopped).toBe(false);
    expect(step).toMatchObject({
      author: 'model',
      provider: 'openai',
      model: 'model-of-the-day',
      attempts: 1,
      fallback: null,
      rejectedClaims: [],
      usage,
      prompt: { id: '1-baseline', version: 1 },
      answer: { rows: [{ address: '203.0.113.45', connections: 12, bytes: 720 }], summary: '14 flows in 58 s.' },
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ step: 'baseline', repair: null, schemaName: 'baseline_answer' });
    expect(phases).toEqual(['preparing', 'waiting', 'writing', 'checking']);
  });

  it('a claim that fails goes back once with the reason, and the mended answer stands', async () => {
    const { step, requests, phases } = await write([ok(invented), ok(good)]);
    expect(requests[1]?.repair?.previous).toBe(JSON.stringify(invented));
    expect(requests[1]?.repair?.complaint).toContain('192.0.2.77');
    expect(step).toMatchObject({
      author: 'model',
      attempts: 2,
      rejectedClaims: [],
      usage: { inputTokens: 200, outputTokens: 20 },
    });
    expect(phases).toContain('repairing');
  });

  it('a claim that fails twice is dropped and listed, and the rest stands', async () => {
    const { step, requests } = await write([ok(invented), ok(invented)]);
    expect(requests).toHaveLength(2);
    expect(step).toMatchObject({
      author: 'model',
      fallback: null,
      answer: { summary: '14 flows in 58 s.' },
      rejectedClaims: [{ claim: 'One came from 192.0.2.77.', why: 'the address 192.0.2.77 is not in the facts' }],
    });
  });

  it('a repair that makes it worse is not taken', async () => {
    const { step } = await write([ok(invented), ok({ ...invented, rows: [{ ref: 'F99', observation: 'x' }] })]);
    expect(step?.answer).toMatchObject({ rows: [{ address: '203.0.113.45' }] });
    expect(step?.rejectedClaims).toHaveLength(1);
  });

  it('a repair that fails leaves the first answer', async () => {
    const { step } = await write([ok(invented), failed('overloaded')]);
    expect(step).toMatchObject({ author: 'model', attempts: 2, answer: { summary: '14 flows in 58 s.' } });
    expect(step?.rejectedClaims).toHaveLength(1);
  });

  it.each(['invalid-json', 'invalid-schema'] as const)('%s goes back once', async (outcome) => {
    const { step, requests } = await write([failed(outcome), ok(good)]);
    expect(requests[1]?.repair).toMatchObject({ previous: '{"half' });
    expect(requests[1]?.repair?.complaint).toContain(`It was ${outcome}.`);
    expect(step).toMatchObject({ author: 'model', attempts: 2 });
  });

  it('an answer that the adapter let through and that does not fit is not trusted', async () => {
    const { step } = await write([ok({ findings: [] }), ok(['nonsense'])]);
    expect(step).toMatchObject({ author: 'computed', provider: 'offline', fallback: { outcome: 'invalid-schema' } });
  });

  it('an answer without substance is written here, and what it said is listed', async () => {
    const { step } = await write([ok({ ...nothing, summary: '192.0.2.77 did it.' }), ok(nothing)]);
    expect(step).toMatchObject({
      author: 'computed',
      provider: 'offline',
      model: null,
      attempts: 2,
      fallback: { outcome: 'ungrounded' },
      rejectedClaims: [{ claim: '192.0.2.77 did it.' }],
      answer: { summary: 'Written offline.' },
    });
    expect(step?.fallback?.hint).not.toBe('');
  });

  const failures = ProviderOutcome.options.filter(
    (outcome): outcome is FailedOutcome =>
      !['ok', 'aborted', 'ungrounded', 'invalid-json', 'invalid-schema'].includes(outcome),
  );
  it.each(failures)('%s: the step is written here and says why', async (outcome) => {
    const { stopped, step, requests } = await write([failed(outcome)]);
    expect(stopped).toBe(false);
    expect(requests).toHaveLength(1);
    expect(step).toMatchObject({
      author: 'computed',
      provider: 'offline',
      attempts: 1,
      usage,
      fallback: { outcome, message: `It was ${outcome}.` },
    });
    expect(step?.fallback?.hint).not.toBe('');
    expect(step?.answer).toMatchObject({ rows: [{ address: '203.0.113.45' }] });
  });

  it('a computed provider writes at once and asks nobody', async () => {
    const { step, requests, phases } = await write([], { writer: offline });
    expect(requests).toHaveLength(0);
    expect(step).toMatchObject({ author: 'computed', provider: 'offline', attempts: 0, fallback: null });
    expect(phases).toEqual(['preparing', 'writing', 'checking']);
  });

  it('the offline author passes the same gate', async () => {
    const writer = { ...offline, write: () => invented };
    expect((await write([], { writer })).step?.rejectedClaims).toHaveLength(1);
  });
});

describe('writeStep, masked', () => {
  it('sends tokens, reads tokens, and complains in tokens', async () => {
    const investigation = sampleInvestigation();
    const mask = createMask(investigation);
    const actor = mask.address('203.0.113.45');
    const target = mask.address('10.0.1.25');
    const first = { ...good, summary: `${actor} tried 847 ports of ${target}. The log begins at t+0s.` };
    const { step, requests } = await write(
      [ok(first), ok({ ...good, summary: `${actor} tried 12 ports of ${target} from t+0s.` })],
      { masked: true },
    );
    const sent = JSON.stringify(requests.map(({ system, prompt, repair }) => ({ system, prompt, repair })));
    for (const value of ['203.0.113.45', '10.0.1.25', '2024-01-15', 'eni-0a1b2c3d']) expect(sent).not.toContain(value);
    expect(requests[1]?.repair?.complaint).toContain(`${actor} tried 847 ports of ${target}`);
    expect(requests[1]?.repair?.previous).toBe(JSON.stringify(first));
    expect(step?.answer).toMatchObject({
      summary: '203.0.113.45 tried 12 ports of 10.0.1.25 from 2024-01-15T14:23:15Z.',
    });
  });

  it('an address that the model made up does not leave again', async () => {
    const { requests, step } = await write([ok(invented), ok(invented)], { masked: true });
    expect(JSON.stringify(requests[1]?.repair)).not.toContain('192.0.2.77');
    expect(step?.rejectedClaims).toMatchObject([{ claim: 'One came from 192.0.2.77.' }]);
  });

  it('a token that was never given out stands for nothing, and is never guessed', async () => {
    const { step } = await write(
      [ok({ ...good, summary: 'EX99H99 did it. 14 flows.' }), ok({ ...good, summary: 'EX99H99 did it. 14 flows.' })],
      { masked: true },
    );
    expect(step).toMatchObject({ answer: { summary: '14 flows.' } });
    expect(step?.rejectedClaims).toHaveLength(1);
  });
});

describe('writeStep, stopped', () => {
  it('before it began, nothing is asked', async () => {
    const { stopped, investigation, requests } = await write([], { signal: AbortSignal.abort() });
    expect(stopped).toBe(true);
    expect(investigation).toEqual(sampleInvestigation());
    expect(requests).toHaveLength(0);
  });

  const endings: [string, Complete][] = [
    ['the reply says so', async () => ({ ...failed('aborted'), attempts: 1 })],
    [
      'the call throws',
      async () => {
        throw new Error('This operation was aborted');
      },
    ],
    ['the answer comes too late', async () => ({ ...ok(good), attempts: 1 })],
  ];
  it.each(endings)('while it runs, nothing is lost and nothing is thrown: %s', async (_, reply) => {
    const stop = new AbortController();
    const before = sampleWithSteps();
    const late: Complete = (asked, request, options) => {
      stop.abort();
      return reply(asked, request, options);
    };
    const { stopped, investigation } = await write([late], { investigation: before, signal: stop.signal });
    expect(stopped).toBe(true);
    expect(investigation).toEqual(before);
  });

  it('a throw that nobody asked for is a bug and keeps its stack', async () => {
    await expect(
      write([
        async () => {
          throw new Error('bug');
        },
      ]),
    ).rejects.toThrow('bug');
  });
});

describe('writeStep, progress', () => {
  it('tells of retries with reason and wait, and counts characters anew', async () => {
    const retried: Complete = async (_, __, { onText, onRetry }) => {
      onText('x'.repeat(50));
      onRetry({ outcome: 'overloaded', message: 'Busy.', waitMs: 3000 });
      onText('y'.repeat(10));
      return { ...ok(good), attempts: 2 };
    };
    const { deltas, step } = await write([retried]);
    expect(
      deltas.map(({ phase, characters, waitMs, outcome, message }) => [phase, characters, waitMs, outcome, message]),
    ).toEqual([
      ['preparing', 0, 0, null, ''],
      ['waiting', 0, 0, null, ''],
      ['writing', 50, 0, null, ''],
      ['retrying', 0, 3000, 'overloaded', 'Busy.'],
      ['writing', 10, 0, null, ''],
      ['checking', 10, 0, null, ''],
    ]);
    expect(step?.attempts).toBe(2);
  });

  it('never shows a word of the answer, and not every letter of progress', async () => {
    const letters: Complete = async (_, __, { onText }) => {
      for (let index = 0; index < 1000; index++) onText('x');
      return { ...ok(good), attempts: 1 };
    };
    const { deltas } = await write([letters]);
    expect(deltas.length).toBeLessThan(40);
    expect(JSON.stringify(deltas)).not.toContain('xx');
  });
});

describe('writeStep, other steps', () => {
  it('a step written anew takes the later ones with it', async () => {
    const { investigation } = await write([ok(good)], { investigation: sampleWithSteps() });
    expect(investigation.steps).toMatchObject({
      baseline: { author: 'model' },
      anomalies: null,
      attack: null,
      report: null,
    });
  });

  it('a step before its time says which is missing', async () => {
    await expect(write([ok({ findings: [] })], { id: 'anomalies' })).rejects.toMatchObject({ code: 'step-order' });
  });
});
