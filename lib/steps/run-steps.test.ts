import { describe, expect, it } from 'vitest';
import type { RunEvent } from '#lib/model/events.ts';
import { Investigation } from '#lib/model/investigation.ts';
import { stepIds } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import type { ModelProvider, ModelRequest } from '#lib/providers/provider.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { runSteps } from './run-steps.ts';
import type { Complete } from './writing.ts';

const usage = { inputTokens: 1, outputTokens: 1 };
const provider: ModelProvider = {
  kind: 'model',
  id: 'openai',
  model: 'm',
  complete: () => Promise.reject(new Error('not used')),
  probe: () => Promise.reject(new Error('not used')),
};
const refuse: Complete = async () => ({
  outcome: 'refusal',
  message: 'No.',
  partial: '',
  usage,
  retryAfterMs: null,
  attempts: 1,
});

async function all(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const list: RunEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}
const kinds = (events: readonly RunEvent[]) =>
  events.filter(({ type }) => type !== 'step-delta').map(({ type }) => type);

describe('runSteps', () => {
  it('without a model the program writes all four steps, and nothing it says is rejected', async () => {
    const events = await all(runSteps(sampleInvestigation(), { provider: offline, mask: 'strict' }));
    expect(kinds(events)).toEqual([...stepIds.flatMap(() => ['step-start', 'step-end']), 'done']);
    const last = events.at(-1);
    if (last?.type !== 'done') throw new Error('not done');
    expect(Investigation.parse(last.investigation)).toEqual(last.investigation);
    for (const id of stepIds) expect(last.investigation.steps[id]?.rejectedClaims).toEqual([]);
  });

  it('gives the same bytes every time', async () => {
    const once = async () =>
      JSON.stringify(await all(runSteps(sampleInvestigation(), { provider: offline, mask: 'strict' })));
    expect(await once()).toBe(await once());
  });

  it('a model that refuses leaves a whole report behind, each step with its reason', async () => {
    const events = await all(runSteps(sampleInvestigation(), { provider, mask: 'strict', complete: refuse }));
    const last = events.at(-1);
    if (last?.type !== 'done') throw new Error('not done');
    for (const id of stepIds)
      expect(last.investigation.steps[id]).toMatchObject({ author: 'computed', fallback: { outcome: 'refusal' } });
  });

  it('a model that says in tokens what the program says passes with every word', async () => {
    let latest = sampleInvestigation();
    const echo: Complete = async (_, { step }) => {
      const text = createMask(latest).text(JSON.stringify(offline.write(step, latest)));
      return { outcome: 'ok', text, value: JSON.parse(text), usage, model: 'm', attempts: 1 };
    };
    for await (const event of runSteps(latest, { provider, mask: 'strict', complete: echo })) {
      if ('investigation' in event) latest = event.investigation;
    }
    for (const id of stepIds) {
      expect(latest.steps[id]).toMatchObject({ author: 'model', attempts: 1, rejectedClaims: [] });
    }
  });

  it('tells phases while a step is being written, not after it', async () => {
    let answer = () => {};
    const slow: Complete = (asked, request, options) =>
      new Promise((resolve) => {
        options.onText('{');
        answer = () => resolve(refuse(asked, request, options));
      });
    const phases: string[] = [];
    for await (const event of runSteps(sampleInvestigation(), { provider, mask: 'strict', complete: slow })) {
      if (event.type === 'step-delta') phases.push(event.phase);
      if (event.type === 'step-delta' && event.phase === 'writing') break;
    }
    answer();
    expect(phases).toEqual(['preparing', 'waiting', 'writing']);
  });

  it('to leave the loop stops the call', async () => {
    let request: ModelRequest | null = null;
    const waiting: Complete = (_, asked, { onText }) => {
      request = asked;
      onText('{');
      return new Promise(() => {});
    };
    for await (const event of runSteps(sampleInvestigation(), { provider, mask: 'strict', complete: waiting })) {
      if (event.type === 'step-delta' && event.phase === 'writing') break;
    }
    expect(request).toMatchObject({ signal: { aborted: true } });
  });

  it('stopped between steps, it keeps what was written', async () => {
    const stop = new AbortController();
    const events: RunEvent[] = [];
    for await (const event of runSteps(sampleInvestigation(), {
      provider: offline,
      mask: 'strict',
      signal: stop.signal,
    })) {
      events.push(event);
      if (event.type === 'step-end' && event.step === 'anomalies') stop.abort();
    }
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'stopped', code: 'cancelled' });
    if (last?.type !== 'stopped') throw new Error('not stopped');
    expect(stepIds.map((id) => last.investigation.steps[id] !== null)).toEqual([true, true, false, false]);
  });

  it('begins where it is told to, and only where the steps before are there', async () => {
    const events = await all(runSteps(sampleWithSteps(), { provider: offline, mask: 'strict', from: 'attack' }));
    expect(events.filter(({ type }) => type === 'step-start')).toMatchObject([{ step: 'attack' }, { step: 'report' }]);
    await expect(
      all(runSteps(sampleInvestigation(), { provider: offline, mask: 'strict', from: 'attack' })),
    ).rejects.toMatchObject({
      code: 'step-order',
    });
  });

  it('unmasked, a prompt carries the values as they are', async () => {
    const prompts: string[] = [];
    const spy: Complete = (asked, request, options) => {
      prompts.push(request.prompt);
      return refuse(asked, request, options);
    };
    await all(runSteps(sampleInvestigation(), { provider, mask: 'off', complete: spy }));
    await all(runSteps(sampleInvestigation(), { provider, mask: 'strict', complete: spy }));
    expect(prompts.map((prompt) => prompt.includes('203.0.113.45'))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
