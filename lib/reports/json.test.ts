import { expect, test } from 'vitest';
import { Investigation } from '#lib/model/investigation.ts';
import { hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { json } from './json.ts';

test('the document comes back as it went in, hostile values and all', () => {
  for (const investigation of [sampleWithSteps(), hostileInvestigation()]) {
    expect(Investigation.parse(JSON.parse(json.render(investigation)))).toEqual(investigation);
  }
});

test('control characters never stand in it as they are', () => {
  expect(json.render(hostileInvestigation())).not.toMatch(/[^\P{Cc}\n]/u);
});

test('defanging is for people: a machine gets the addresses as they are', () => {
  expect(json.render(sampleWithSteps(), { defang: true })).toBe(json.render(sampleWithSteps()));
});
