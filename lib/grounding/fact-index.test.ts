import { describe, expect, it } from 'vitest';
import { largeInvestigation } from '../../test/support/large-investigation.ts';
import { sampleIndex } from '../../test/support/problems-of.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { checkText } from './check-text.ts';
import { everyCheck } from './every-check.ts';
import { createFactIndex } from './fact-index.ts';

describe('createFactIndex', () => {
  it('holds the addresses of every table and of the evidence', () => {
    expect([...sampleIndex.addresses].sort()).toEqual(
      ['10.0.1.25', '10.0.2.15', '198.51.100.23', '203.0.113.45', '169.254.169.254'].sort(),
    );
  });

  it('knows who met whom, and which ports are whose', () => {
    expect(sampleIndex.linked('203.0.113.45', '10.0.1.25')).toBe(true);
    expect(sampleIndex.linked('203.0.113.45', '10.0.2.15')).toBe(false);
    expect(sampleIndex.ports(['10.0.2.15']).has(8889)).toBe(true);
    expect(sampleIndex.ports(['10.0.1.25']).has(8889)).toBe(false);
  });

  it('knows which addresses are internal, by the facts, the declared ranges and the private ones', () => {
    const sample = sampleInvestigation();
    const index = createFactIndex({ ...sample, input: { ...sample.input, internal: ['198.51.100.0/24'] } });
    expect(['10.0.1.25', '172.20.0.1', '198.51.100.23', 'fd00::1'].map(index.internal)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['203.0.113.45', '8.8.8.8', 'nothing'].map(index.internal)).toEqual([false, false, false]);
  });

  it('counts severities of the findings, or of the candidates before there are findings', () => {
    expect(createFactIndex(sampleInvestigation()).severities).toEqual(['high', 'medium']);
    expect(sampleIndex.severities).toEqual(['high', 'medium']);
  });

  it('a case of any size is read in moments', () => {
    const large = largeInvestigation();
    const begun = performance.now();
    const index = createFactIndex(large);
    const [candidate] = large.candidates;
    for (let round = 0; round < 50; round++)
      checkText('It sent 520.1 MB to 300 hosts.', index, everyCheck, { candidate });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('an empty log has an empty index', () => {
    const sample = sampleInvestigation();
    const facts = {
      ...sample.facts,
      topSources: [],
      topDestinations: [],
      topPorts: [],
      topPairs: [],
      outbound: [],
      attackSurface: [],
      assets: [],
      blindSpots: [],
      timeline: { bucketSeconds: 60, buckets: [] },
    };
    const index = createFactIndex({ ...sample, window: null, facts, candidates: [], checks: [] });
    expect(index.addresses.size).toBe(0);
    expect(index.times).toEqual([]);
  });
});
