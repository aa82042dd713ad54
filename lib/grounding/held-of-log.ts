import type { Investigation } from '#lib/model/investigation.ts';
import { type HeldKind, type Hold, heldMeasure } from './held.ts';

/** Numbers of the whole log: totals, lines, parts, buckets, what the checks had and asked for. */
export function holdLog({ totals, window, input, facts, checks, candidates, steps }: Investigation, hold: Hold) {
  const outcomes = ['fired', 'quiet', 'insufficient', 'unavailable', 'failed'].map(
    (outcome) => checks.filter((check) => check.outcome === outcome).length,
  );
  const [fired = 0, quiet = 0] = outcomes;
  const findings = steps.anomalies?.answer.findings.length;
  const mapped = steps.attack?.answer.rows ?? [];
  const addresses = addressCounts(facts);
  hold('log', {
    ...totals,
    lines: [input.lines, input.headers, input.blank, input.records, input.rejected, input.noData, input.skipData],
    rejected: [totals.rejected, input.rejected],
    files: input.sources.length,
    duration: window ? [window.end - window.start, facts.timeline.bucketSeconds] : facts.timeline.bucketSeconds,
    hosts: addresses,
    ports: facts.topPorts.length,
    checks: [checks.length, ...outcomes, checks.length - fired, quiet + fired, checks.length - quiet - fired],
    findings: findings === undefined ? candidates.length : [findings, candidates.length],
    techniques: [
      mapped.length,
      new Set(mapped.map(({ technique }) => technique)).size,
      new Set(mapped.map(({ tactic }) => tactic)).size,
    ],
    interfaces: new Set(facts.assets.flatMap(({ interfaces }) => interfaces)).size,
    other: [facts.timeline.buckets.length, input.missingFields.length],
  });
  for (const row of facts.byAction) {
    const kind: HeldKind = row.action === 'REJECT' ? 'rejected' : row.action === 'ACCEPT' ? 'accepted' : 'flows';
    hold(`action ${row.action}`, { [kind]: row.flows, flows: row.flows, bytes: row.bytes, packets: row.packets });
  }
  for (const row of [...facts.byProtocol, ...facts.byDirection]) {
    hold('part', { flows: row.flows, bytes: row.bytes, packets: row.packets });
  }
  for (const row of facts.timeline.buckets) {
    hold(`bucket ${row.start}`, {
      flows: row.flows,
      accepted: row.accepted,
      rejected: row.rejected,
      bytes: [row.bytesIn, row.bytesOut],
    });
  }
  for (const source of input.sources) {
    hold(`source ${source.name}`, {
      lines: [source.lines, source.headers, source.blank, source.records, source.rejected],
      bytes: source.bytes,
    });
  }
  for (const check of checks) {
    hold(`check ${check.detection}`, { flows: [check.has, check.needs] });
    for (const [name, given] of Object.entries(check.thresholds)) {
      for (const value of typeof given === 'number' ? [given] : []) {
        const measure = heldMeasure(name, value);
        hold(`check ${check.detection}`, { [measure.kind]: measure.value }, { threshold: true });
      }
    }
  }
}

/** How many addresses the tables hold, by table and side. */
function addressCounts(facts: Investigation['facts']): number[] {
  const outside = [
    ...facts.outbound.map(({ destination }) => destination),
    ...facts.attackSurface.map(({ peer }) => peer),
    ...[...facts.topSources, ...facts.topDestinations]
      .filter(({ scope }) => scope === 'external')
      .map(({ address }) => address),
  ];
  const pairs = facts.topPairs.flatMap(({ source, destination }) => [source, destination]);
  return [
    facts.assets.length,
    new Set(outside).size,
    facts.topSources.length,
    facts.topDestinations.length,
    facts.topPairs.length,
    new Set([...outside, ...pairs, ...facts.assets.map(({ address }) => address)]).size,
  ];
}
