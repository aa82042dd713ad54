import { expect, test } from 'vitest';
import type { Draft } from './detection.ts';
import { type Found, joinCandidates } from './join-candidates.ts';

const draft: Draft = {
  title: 'made up',
  severity: 'medium',
  confidence: 'high',
  actors: ['198.51.100.7'],
  targets: ['10.0.1.25'],
  ports: [22],
  protocol: 6,
  firstSeen: null,
  lastSeen: null,
  flows: 1,
  bytes: 60,
  why: 'made up',
  measures: {},
  steps: ['medium: made up'],
  evidence: {},
  attack: [],
};
const found = (id: string, more: Partial<Draft> = {}, sameFactAs: string[] = []): Found => ({
  detection: { id, sameFactAs },
  draft: { ...draft, ...more },
});
const severities = (entries: readonly Found[]) => joinCandidates(entries).map(({ draft: { severity } }) => severity);
const stepsOf = (entries: readonly Found[]) => joinCandidates(entries).map(({ draft: { steps } }) => steps);

test('two detections on the same pair raise each other one step, in words', () => {
  const entries = [found('port-scan'), found('brute-force')];
  expect(severities(entries)).toEqual(['high', 'high']);
  expect(stepsOf(entries)).toEqual([
    ['medium: made up', '+1: same pair also fired brute-force'],
    ['medium: made up', '+1: same pair also fired port-scan'],
  ]);
});

test('three raise no more than one step, and nothing rises above critical', () => {
  const entries = [found('a', { severity: 'critical' }), found('b'), found('c')];
  expect(severities(entries)).toEqual(['critical', 'high', 'high']);
});

test('it is the same pair whoever opened it', () => {
  const back = { actors: ['10.0.1.25'], targets: ['198.51.100.7'] };
  expect(severities([found('port-scan'), found('large-flow', back)])).toEqual(['high', 'high']);
});

test('another pair, or the same detection twice, raises nothing', () => {
  expect(severities([found('a'), found('b', { targets: ['10.0.1.26'] })])).toEqual(['medium', 'medium']);
  expect(severities([found('a'), found('a')])).toEqual(['medium', 'medium']);
});

test('the same fact counts once, whichever of the two names the other', () => {
  const entries = [found('large-flow', {}, ['large-transfer']), found('large-transfer')];
  expect(severities(entries)).toEqual(['medium', 'medium']);
  expect(stepsOf(entries)).toEqual([
    ['medium: made up', 'same records as large-transfer: counted once'],
    ['medium: made up', 'same records as large-flow: counted once'],
  ]);
});

test('low confidence neither gives nor takes a step', () => {
  expect(severities([found('a', { confidence: 'low' }), found('b')])).toEqual(['medium', 'medium']);
});

test('low confidence holds at medium', () => {
  const entries = [found('a', { confidence: 'low', severity: 'critical' })];
  expect(severities(entries)).toEqual(['medium']);
  expect(stepsOf(entries)).toEqual([['medium: made up', 'held at medium: the confidence is low']]);
  expect(severities([found('a', { confidence: 'low', severity: 'low' })])).toEqual(['low']);
});

test('a source with many targets shares each pair, and says which', () => {
  const wide = found('host-sweep', { targets: ['10.0.1.25', '10.0.1.26'] });
  expect(stepsOf([wide, found('brute-force')])[0]?.at(-1)).toBe(
    '+1: same pair also fired brute-force (10.0.1.25 and 198.51.100.7)',
  );
});

test('many sources against many targets are no known pairs', () => {
  const crowd = { actors: ['198.51.100.7', '198.51.100.8'], targets: ['10.0.1.25', '10.0.1.26'] };
  expect(severities([found('reject-storm', crowd), found('brute-force')])).toEqual(['medium', 'medium']);
});
