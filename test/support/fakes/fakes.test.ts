import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StepId } from '#lib/model/steps.ts';
import { createAnthropic } from '#lib/providers/anthropic/anthropic.ts';
import { createOpenAi } from '#lib/providers/openai/openai.ts';
import type { FailedOutcome, ModelProvider, ModelRequest } from '#lib/providers/provider.ts';
import { byModel, inventedAddress, scenarioModels, withInventedAddress } from './by-model.ts';
import { type FakeServer, startFakeServer } from './server.ts';

const answers = { attack: { rows: [], note: 'One technique.' }, report: { executiveSummary: 'All quiet.' } };

let open: FakeServer | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

function providers(url: string, model: string, timeoutMs = 2000): ModelProvider[] {
  const options = { apiKey: 'none', model, fetch, timeoutMs };
  return [
    createOpenAi({ ...options, baseUrl: `${url}/v1`, api: 'responses' }),
    createOpenAi({ ...options, baseUrl: `${url}/v1`, api: 'chat' }),
    createAnthropic({ ...options, baseUrl: url }),
  ];
}

const ask = (step: StepId, schemaName: string, schema: z.ZodType): ModelRequest => ({
  step,
  system: 'System.',
  prompt: 'Prompt.',
  repair: null,
  schema,
  schemaName,
  signal: new AbortController().signal,
});
const attack = ask('attack', 'attack_answer', z.object({ rows: z.array(z.string()), note: z.string() }));
const unnamedReport = ask('report', 'answer', z.object({ executiveSummary: z.string() }));

describe('a script by the name of the model', () => {
  test('a good model answers each step of each protocol, by the name of the schema or by what it asks for', async () => {
    open = await startFakeServer({
      script: byModel((step) =>
        JSON.stringify({ attack: answers.attack, report: answers.report, baseline: 0, anomalies: 0 }[step]),
      ),
    });
    for (const provider of providers(open.url, 'good')) {
      expect(await provider.complete(attack, () => {})).toMatchObject({ outcome: 'ok', value: answers.attack });
      expect(await provider.complete(unnamedReport, () => {})).toMatchObject({ outcome: 'ok', value: answers.report });
    }
  });

  test.each([
    ['refuse', 'refusal'],
    ['cut', 'cut'],
    ['silent', 'timeout'],
    ['not-json', 'invalid-json'],
    ['truncated', 'truncated'],
    ['overloaded', 'overloaded'],
    ['rate-limited', 'rate-limited'],
    ['unauthorized', 'auth'],
    ['quota', 'quota'],
  ] satisfies [(typeof scenarioModels)[number], FailedOutcome][])('%s ends as %s', async (model, outcome) => {
    open = await startFakeServer({ script: byModel(() => JSON.stringify(answers.attack)) });
    for (const provider of providers(open.url, model, 300)) {
      expect((await provider.complete(attack, () => {})).outcome).toBe(outcome);
    }
  });

  test('an invented address stands in an answer that fits its schema', async () => {
    open = await startFakeServer({ script: byModel(() => JSON.stringify(answers.attack)) });
    for (const provider of providers(open.url, 'invented-address')) {
      const reply = await provider.complete(attack, () => {});
      expect(reply).toMatchObject({ outcome: 'ok', value: { note: expect.stringContaining(inventedAddress) } });
    }
  });
});

test('the invented address goes to the end of the longest text', () => {
  expect(withInventedAddress('{"a":"xx","b":["long text",1]}')).toBe(
    `{"a":"xx","b":["long text The host ${inventedAddress} took part as well.",1]}`,
  );
});

describe('by hand', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const tsx = fileURLToPath(new URL('../../../node_modules/.bin/tsx', import.meta.url));

  test.each([
    ['answers.json', JSON.stringify(answers)],
    ['answers.mjs', `export const answerFor = (step) => JSON.stringify(${JSON.stringify(answers)}[step]);`],
  ])('answers come from %s, and the first line says where', async (name, text) => {
    const folder = await mkdtemp(join(tmpdir(), 'fakes-'));
    await writeFile(join(folder, name), text);
    const child = spawn(tsx, [main, '--port', '0', '--answers', join(folder, name)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await new Promise<string>((resolve) =>
        child.stdout.once('data', (line) => resolve(String(line).trim())),
      );
      const [provider] = providers(url, 'good');
      expect(await provider?.complete(attack, () => {})).toMatchObject({ outcome: 'ok', value: answers.attack });
      const probe = await provider?.probe(new AbortController().signal);
      expect(probe?.models).toEqual([...scenarioModels].sort());
    } finally {
      child.kill();
      await new Promise((resolve) => child.once('exit', resolve));
      await rm(folder, { recursive: true });
    }
  });
});
