import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeRun } from '#lib/compose.ts';
import { readConfig } from '#lib/config.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { examine, runSteps } from '#lib/investigate.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, stepIds } from '#lib/model/steps.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { reports } from '#lib/reports/registry.ts';
import { fileSource } from '#lib/sources/file.ts';
import { stepOf } from '../support/fakes/by-model.ts';
import type { FakeCall } from '../support/fakes/call.ts';
import type { Scenario } from '../support/fakes/scenario.ts';
import { type FakeServer, startFakeServer } from '../support/fakes/server.ts';

// The whole chain as it runs for a person with a key: composition, mask, guard, SDK, socket, restore, gate, report.

const wires = [
  { name: 'openai responses', id: 'openai', variables: { FLOWCASE_OPENAI_API: 'responses' } },
  { name: 'openai chat', id: 'openai', variables: { FLOWCASE_OPENAI_API: 'chat' } },
  { name: 'anthropic', id: 'anthropic', variables: {} },
] as const;

let scan: Investigation;
beforeAll(async () => {
  const path = fileURLToPath(new URL('../scenarios/slow-exfiltration/flows.log', import.meta.url));
  const { investigation, session } = await examine(
    [fileSource(path, 'night-shift.log')],
    createDuckDb({ memory: '1GB' }),
  );
  await session.close();
  scan = investigation;
});

let server: FakeServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** What a model may do to a good answer before it sends it; `call` counts the calls of the step from 1. */
type Tamper = (step: StepId, answer: unknown, call: number) => unknown;

interface Outcome {
  investigation: Investigation;
  calls: FakeCall[];
  events: RunEvent[];
  text: string;
}

/** Runs the four steps against a model that answers as the offline author would, masked, after `tamper` had its way. */
async function run(
  wire: (typeof wires)[number],
  tamper: Tamper,
  scenario?: (step: StepId, call: number) => Scenario | null,
): Promise<Outcome> {
  let latest = scan;
  const mask = createMask(scan);
  const counts = new Map<StepId, number>();
  server = await startFakeServer({
    script: ({ body }) => {
      const step = stepOf(body);
      const call = (counts.get(step) ?? 0) + 1;
      counts.set(step, call);
      const special = scenario?.(step, call);
      if (special) return special;
      const masked = JSON.stringify(offline.write(step, latest), (_key, part: unknown) =>
        typeof part === 'string' ? mask.text(part) : part,
      );
      return { kind: 'ok', answer: JSON.stringify(tamper(step, JSON.parse(masked), call)) };
    },
  });
  const config = readConfig({
    OPENAI_API_KEY: 'sk-test-000000000000000000000000',
    ANTHROPIC_API_KEY: 'sk-ant-test-0000000000000000000',
    OPENAI_BASE_URL: `${server.url}/v1`,
    ANTHROPIC_BASE_URL: server.url,
    FLOWCASE_MODEL: 'example-model',
    ...wire.variables,
  });
  const events: RunEvent[] = [];
  for await (const event of runSteps(scan, composeRun(config, { provider: wire.id }, scan))) {
    events.push(event);
    if (event.type === 'step-end' || event.type === 'done') latest = event.investigation;
  }
  const text = reports.map((format) => format.render(latest)).join('\n');
  return { investigation: latest, calls: server.calls, events, text };
}

const honest: Tamper = (_step, answer) => answer;
const steps = ({ steps: { baseline, anomalies, attack, report } }: Investigation) => [
  baseline,
  anomalies,
  attack,
  report,
];

/** Copies an answer with one of its parts changed. */
const changed = (answer: unknown, key: string, change: (value: unknown) => unknown): unknown => {
  let done = false;
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => {
      if (name !== key || done) return value;
      done = true;
      return change(value);
    }),
  );
};

describe.each(wires)('$name', (wire) => {
  test('good answers: four steps by the model, nothing rejected, nothing of the log in any request', async () => {
    const { investigation, calls, events } = await run(wire, honest);
    expect(events.at(-1)?.type).toBe('done');
    for (const step of steps(investigation)) {
      expect(step).toMatchObject({
        author: 'model',
        provider: wire.id,
        model: 'example-model',
        attempts: 1,
        fallback: null,
        rejectedClaims: [],
      });
      expect(step?.usage.outputTokens).toBeGreaterThan(0);
    }
    expect(calls).toHaveLength(4);
    const sent = calls.map(({ body }) => JSON.stringify(body)).join('\n');
    for (const secret of [
      '10.130.8.94',
      '203.0.113.93',
      '123456789012',
      'eni-0a1b2c3d4e5f60718',
      'i-0fedcba9876543210',
      'night-shift.log',
      '1695921755',
    ]) {
      expect(sent.includes(secret), secret).toBe(false);
    }
    expect(sent).toMatch(/IN01H0*1/);
  });

  test.each<[string, StepId, string, (value: unknown) => unknown, RegExp]>([
    [
      'an invented address',
      'baseline',
      'summary',
      (text) => `${text} The host 192.0.2.250 took part.`,
      /192[.[\]]*\.?0.*250/,
    ],
    [
      'a wrong byte count',
      'report',
      'executiveSummary',
      (text) => `${text} In all 999,183,813 bytes left to EX01H01.`,
      /999,183,813/,
    ],
    [
      'a reputation',
      'report',
      'executiveSummary',
      (text) => `${text} EX01H01 is a known malicious address on AbuseIPDB.`,
      /AbuseIPDB/,
    ],
    ['an unknown technique', 'attack', 'technique', () => 'T9999', /T9999/],
    ['a revoked technique', 'attack', 'technique', () => 'T1562.001', /T1562\.001/],
    ['a tactic of another age', 'attack', 'tactic', () => 'Defense Evasion', /Defense Evasion/],
    ['a finding without a candidate', 'anomalies', 'candidate', () => 'C77', /C77/],
    ['a picture', 'report', 'executiveSummary', (text) => `${text} ![x](http://198.51.100.9/leak.png)`, /leak\.png/],
  ])('%s does not reach the report, is said once to the model, and is listed', async (_what, step, key, lie, trace) => {
    const { investigation, calls, text } = await run(wire, (at, answer) =>
      at === step ? changed(answer, key, lie) : answer,
    );
    const written = investigation.steps[step];
    expect(written?.attempts).toBe(2);
    expect(calls.filter(({ body }) => stepOf(body) === step)).toHaveLength(2);
    expect(written?.rejectedClaims.length).toBeGreaterThan(0);
    expect(JSON.stringify(written?.answer)).not.toMatch(trace);
    // The list of what was rejected is the one place where it may stand, so that nothing is dropped in silence.
    const elsewhere = {
      ...investigation,
      steps: { ...investigation.steps, [step]: { ...written, rejectedClaims: [] } },
    };
    expect(JSON.stringify(elsewhere)).not.toMatch(trace);
    expect(text).toMatch(/Rejected by checks/i);
  });

  test('a lie that is mended when asked once leaves no trace', async () => {
    const { investigation } = await run(wire, (step, answer, call) =>
      step === 'baseline' && call === 1
        ? changed(answer, 'summary', (text) => `${text} 4,711 flows were seen.`)
        : answer,
    );
    expect(investigation.steps.baseline).toMatchObject({ author: 'model', attempts: 2, rejectedClaims: [] });
  });

  test.each<[string, Scenario, string]>([
    ['refuses', { kind: 'refusal' }, 'refusal'],
    ['stops in the middle', { kind: 'cut', answer: '{"summary":"10' }, 'cut'],
    ['runs out of room', { kind: 'truncated', answer: '{"summary":"10' }, 'truncated'],
    ['rejects the key', { kind: 'unauthorized', echo: '' }, 'auth'],
    ['writes no JSON', { kind: 'not-json' }, 'invalid-json'],
  ])(
    'a model that %s at step 2: the offline author writes it, the others stay the model’s',
    async (_what, bad, outcome) => {
      const { investigation, events, text } = await run(wire, honest, (step) => (step === 'anomalies' ? bad : null));
      expect(events.at(-1)?.type).toBe('done');
      expect(steps(investigation).map((step) => step?.author)).toEqual(['model', 'computed', 'model', 'model']);
      expect(investigation.steps.anomalies).toMatchObject({ provider: 'offline', fallback: { outcome } });
      expect(investigation.steps.anomalies?.answer.findings.length).toBe(scan.candidates.length);
      expect(/sk-(ant-)?test/.test(text + JSON.stringify(events))).toBe(false);
    },
  );

  test('a model that hides a finding of weight does not get away with it', async () => {
    const { investigation } = await run(wire, (step, answer) => (step === 'anomalies' ? { findings: [] } : answer));
    const found = investigation.steps.anomalies?.answer.findings.map(({ candidate }) => candidate);
    const grave = scan.candidates
      .filter(({ severity }) => severity === 'critical' || severity === 'high')
      .map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(grave));
  });

  test('a stop keeps the steps that were written', async () => {
    const stop = new AbortController();
    server = await startFakeServer({ script: () => ({ kind: 'slow', answer: '{}', pauseMs: 5_000 }) });
    const config = readConfig({
      OPENAI_API_KEY: 'sk-test',
      ANTHROPIC_API_KEY: 'sk-test',
      OPENAI_BASE_URL: `${server.url}/v1`,
      ANTHROPIC_BASE_URL: server.url,
      ...wire.variables,
    });
    const events: RunEvent[] = [];
    for await (const event of runSteps(scan, {
      ...composeRun(config, { provider: wire.id }, scan),
      signal: stop.signal,
    })) {
      events.push(event);
      if (event.type === 'step-delta' && event.phase === 'waiting') stop.abort();
    }
    expect(events.at(-1)).toMatchObject({ type: 'stopped', investigation: { steps: { baseline: null } } });
  });
});

test('the steps run in the order of the page', () => {
  expect(stepIds).toEqual(['baseline', 'anomalies', 'attack', 'report']);
});
