import { Investigation } from '#lib/model/investigation.ts';
import { severities } from '#lib/model/scale.ts';
import { sampleWithSteps } from './sample-steps.ts';

/** The sample grown to what fifty million records leave behind: long tables, IPv6, hundreds of candidates, long words. */
export function largeInvestigation(): Investigation {
  const sample = sampleWithSteps();
  const { facts } = sample;
  const [talker] = facts.topSources;
  const [pair] = facts.topPairs;
  const [outbound] = facts.outbound;
  const [surface] = facts.attackSurface;
  const [asset] = facts.assets;
  const [candidate] = sample.candidates;
  const [finding] = sample.steps.anomalies?.answer.findings ?? [];
  if (!talker || !pair || !outbound || !surface || !asset || !candidate || !finding)
    throw new Error('the sample lacks rows');
  const internal = (index: number) => `fd12:3456:789a:${(index + 1).toString(16)}:1:2:3:${(4096 + index).toString(16)}`;
  const external = (index: number) => `2001:db8:77:${(index + 1).toString(16)}:5:6:7:${(4096 + index).toString(16)}`;
  const many = <Row>(count: number, row: (index: number) => Row): Row[] =>
    Array.from({ length: count }, (_, index) => row(index));
  const words = 'It did something that takes long to explain and is explained at length here. '.repeat(20);
  const candidates = many(200, (index) => ({
    ...candidate,
    id: `C${index + 1}`,
    severity: severities[Math.floor(index / 50)] ?? 'info',
    actors: many(300, internal),
    targets: many(300, external),
    ports: many(1000, (port) => port * 2),
    title: words,
    why: words,
    measures: Object.fromEntries(many(30, (measure): [string, number] => [`measure${measure}`, 123_456_789])),
    benign: many(5, () => words),
    evidence: many(10, (line) => {
      const [first] = candidate.evidence;
      if (!first) throw new Error('the sample lacks evidence');
      return {
        ...first,
        line: line + 1,
        fields: { ...first.fields, srcaddr: internal(line), dstaddr: external(line) },
      };
    }),
  }));
  const { anomalies, attack, baseline } = sample.steps;
  if (!anomalies || !attack || !baseline) throw new Error('the sample lacks steps');
  return Investigation.parse({
    ...sample,
    input: {
      ...sample.input,
      sources: many(500, (index) => ({ ...sample.input.sources[0], name: `logs/2024/01/15/file-${index}.log.gz` })),
    },
    facts: {
      ...facts,
      topSources: many(5, (index) => ({ ...talker, address: internal(index) })),
      topDestinations: many(5, (index) => ({ ...talker, address: external(index) })),
      topPorts: many(50, (index) => ({ ...facts.topPorts[0], port: index + 1 })),
      topPairs: many(50, (index) => ({ ...pair, source: internal(index), destination: external(index) })),
      outbound: many(500, (index) => ({ ...outbound, source: internal(index), destination: external(index) })),
      attackSurface: many(500, (index) => ({ ...surface, host: internal(index), peer: external(index) })),
      assets: many(500, (index) => ({ ...asset, address: internal(index), roleFrom: words })),
      blindSpots: many(30, () => words),
    },
    candidates,
    steps: {
      ...sample.steps,
      baseline: { ...baseline, answer: { ...baseline.answer, summary: words } },
      anomalies: {
        ...anomalies,
        answer: {
          findings: many(200, (index) => ({
            ...finding,
            number: index + 1,
            candidate: `C${index + 1}`,
            title: words,
            why: words,
          })),
        },
      },
      attack: {
        ...attack,
        answer: {
          rows: many(400, (index) => ({
            ...attack.answer.rows[0],
            finding: Math.floor(index / 2) + 1,
            reasoning: words,
          })),
          unmapped: [],
        },
      },
    },
  });
}
