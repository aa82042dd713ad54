import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { examine, runSteps } from '#lib/investigate.ts';
import { Investigation } from '#lib/model/investigation.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { text as textReport } from '#lib/reports/text.ts';
import { fileSource } from '#lib/sources/file.ts';
import { scenarios } from './scenarios.ts';

const engine = createDuckDb({ memory: '1GB' });

/** The whole way without a key. What may differ between two runs is set, so that the rest can be compared byte by byte. */
async function investigate(name: string): Promise<Investigation> {
  const path = fileURLToPath(new URL(`./${name}/flows.log`, import.meta.url));
  const { investigation, session } = await examine([fileSource(path, 'flows.log')], engine);
  await session.close();
  let last = investigation;
  for await (const event of runSteps(investigation, { provider: offline, mask: 'strict' })) {
    if (event.type === 'done') last = event.investigation;
  }
  return { ...last, run: { ...last.run, createdAt: '2026-01-15T15:00:00.000Z', durationMs: 0 } };
}

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, { text, truth }) => {
  test('the log on disk is what its script says', () => {
    expect(readFileSync(new URL(`./${name}/flows.log`, import.meta.url), 'utf8')).toBe(text);
  });

  test('what happened is found, and what did not is not', async () => {
    const { candidates, checks, input, steps } = await investigate(name);
    expect({ records: input.records, rejected: input.rejected }).toEqual({
      records: truth.records,
      rejected: truth.rejected,
    });
    expect(input.lines).toBe(input.headers + input.blank + input.records + input.rejected);
    for (const { detection, actor, target } of truth.found) {
      const hit = candidates.find(
        (candidate) =>
          candidate.detection === detection && candidate.actors.includes(actor) && candidate.targets.includes(target),
      );
      expect(hit, `${detection} by ${actor} on ${target}`).toBeDefined();
    }
    expect(candidates.filter(({ detection }) => truth.absent.includes(detection)).map(({ title }) => title)).toEqual(
      [],
    );
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(steps.report?.answer.riskLevel).toBe(truth.risk);
  });

  test('every line of evidence is a line of the log, and the document is the same twice', async () => {
    const first = await investigate(name);
    const lines = text.split('\n');
    for (const { line, text: raw } of first.candidates.flatMap(({ evidence }) => evidence))
      expect(lines[line - 1]).toBe(raw);
    Investigation.parse(first);
    expect(JSON.stringify(await investigate(name))).toBe(JSON.stringify(first));
  });

  test('no sentence of the offline author fails the gate', async () => {
    const { steps } = await investigate(name);
    for (const step of [steps.baseline, steps.anomalies, steps.attack, steps.report]) {
      expect(step).toMatchObject({ author: 'computed', provider: 'offline', fallback: null, rejectedClaims: [] });
    }
  });

  test('the report reads as it did', async () => {
    await expect(textReport.render(await investigate(name))).toMatchFileSnapshot(`./${name}/report.txt`);
  });
});
