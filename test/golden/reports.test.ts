import { describe, expect, test } from 'vitest';
import { clipboardReport } from '#lib/reports/clipboard.ts';
import { reports } from '#lib/reports/registry.ts';
import { sampleInvestigation } from '../support/sample-investigation.ts';
import { sampleWithSteps } from '../support/sample-steps.ts';

// A changed report is a readable difference of the files beside this test; `vitest -u` writes them anew.
const file = (name: string) => `./files/${name}`;

test('the registry holds every format of the contract that is written', () => {
  expect(reports.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['csv', 'html', 'jira', 'json', 'markdown', 'text']),
  );
});

describe.each(reports.map((format) => [format.id, format] as const))('%s', (_, { render, extension }) => {
  test('the sample with its steps reads as it did', async () => {
    await expect(render(sampleWithSteps())).toMatchFileSnapshot(file(`sample.${extension}`));
  });

  test('the sample while no step is written reads as it did', async () => {
    await expect(render(sampleInvestigation())).toMatchFileSnapshot(file(`facts.${extension}`));
  });

  test('the same investigation gives the same bytes', () => {
    expect(render(sampleWithSteps())).toBe(render(sampleWithSteps()));
    expect(render(sampleWithSteps(), { defang: true })).toBe(render(sampleWithSteps(), { defang: true }));
  });

  test('nothing of it changes with the time of making, but the stored document itself', () => {
    const sample = sampleWithSteps();
    const later = { ...sample, run: { ...sample.run, createdAt: '2026-02-01T00:00:00.000Z', durationMs: 999 } };
    expect(render(later) === render(sample)).toBe(extension !== 'json');
  });
});

test('the pasted report, defanged, reads as it did', async () => {
  const { html, text } = clipboardReport(sampleWithSteps(), { defang: true, footer: false });
  await expect(html).toMatchFileSnapshot(file('clipboard.html'));
  await expect(text).toMatchFileSnapshot(file('clipboard.txt'));
});
