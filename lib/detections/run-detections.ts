import { z } from 'zod';
import { lookupTechnique } from '#lib/attack/attack.ts';
import type { Parameter, Session } from '#lib/engine/engine.ts';
import type { Candidate, Check, EvidenceFilter, Mapping } from '#lib/model/detection.ts';
import { confidenceRank, confidences, severityRank } from '#lib/model/scale.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { type Bound, bindThresholds, checkOverrides } from './bind-thresholds.ts';
import type { Detection, Draft, JudgeContext } from './detection.ts';
import { joinCandidates } from './join-candidates.ts';
import { detections as registry } from './registry.ts';

/** What a document of a case can hold, whatever the log: rows a detection, addresses and ports a row. */
const listed = { rowsListed: 50, hostsListed: 50, portsListed: 1000 };

export type RunnableDetection = Detection & { readonly sql: string };

export interface DetectionOptions {
  signal?: AbortSignal;
  /** Changed thresholds by `detection.threshold`. */
  thresholds?: Readonly<Record<string, number>>;
  detections?: readonly RunnableDetection[];
}

interface Judged {
  detection: RunnableDetection;
  draft: Draft;
  bound: Bound;
}

/**
 * Runs every detection over a loaded log: one check each, sorted by id, and the candidates worst first. A query that
 * fails is a check that says so; the others go on. Throws `bad-value` for an unknown threshold.
 */
export async function runDetections(
  session: Session,
  { thresholds = {}, detections = registry, signal }: DetectionOptions = {},
): Promise<{ checks: Check[]; candidates: Candidate[] }> {
  checkOverrides(detections, thresholds);
  const sorted = [...detections].sort((a, b) => (a.id < b.id ? -1 : 1));
  const looked = await Promise.all(sorted.map((detection) => look(session, detection, { thresholds, signal })));
  const candidates = await candidatesOf(
    session,
    looked.flatMap(({ judged }) => judged),
  );
  return { checks: looked.map(({ check }) => check), candidates };
}

/** One detection over the log: what became of it, and what it found. */
async function look(
  session: Session,
  detection: RunnableDetection,
  { thresholds: overrides = {}, signal }: DetectionOptions,
): Promise<{ check: Check; judged: Judged[] }> {
  const regime = regimeOf(session.flows);
  const bound = bindThresholds(detection, { regime, aggregationSeconds: session.aggregationSeconds, overrides });
  const missing = detection.needs.filter((field) => !carries(session.fields, field));
  const check: Check = {
    detection: detection.id,
    title: detection.title,
    outcome: 'quiet',
    missing: [],
    has: session.flows,
    needs: detection.flowsMin,
    candidates: 0,
    error: null,
    thresholds: { ...bound.thresholds, ...copied(bound.lists) },
  };
  if (session.flows < detection.flowsMin) return { check: { ...check, outcome: 'insufficient' }, judged: [] };
  if (missing.length > 0) return { check: { ...check, outcome: 'unavailable', missing }, judged: [] };
  try {
    const context = { regime, aggregationSeconds: session.aggregationSeconds, ...bound };
    const drafts = await draftsOf(session, detection, context);
    const outcome = drafts.length > 0 ? 'fired' : 'quiet';
    return {
      check: { ...check, outcome, candidates: drafts.length },
      judged: drafts.map((draft) => ({ detection, draft, bound })),
    };
  } catch (error) {
    // A stop is no fault of the check.
    signal?.throwIfAborted();
    return {
      check: { ...check, outcome: 'failed', error: error instanceof Error ? error.message : String(error) },
      judged: [],
    };
  }
}

function regimeOf(flows: number): JudgeContext['regime'] {
  if (flows <= 100) return 'S';
  return flows <= 10_000 ? 'M' : 'L';
}

// The ends of the traffic itself stand in for the ends of the interface: a layout may carry only those.
const standsIn: Record<string, string> = { srcaddr: 'pkt-srcaddr', dstaddr: 'pkt-dstaddr' };

const carries = (fields: ReadonlySet<string>, field: string): boolean =>
  fields.has(field) || fields.has(standsIn[field] ?? field);

const copied = (lists: Bound['lists']): Record<string, number[]> =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));

const Counted = z.looseObject({ found: z.number().int() });

async function draftsOf(session: Session, detection: RunnableDetection, context: JudgeContext): Promise<Draft[]> {
  const parameters: Record<string, Parameter> = {
    ...context.thresholds,
    ...context.lists,
    ...listed,
    aggregationSeconds: context.aggregationSeconds,
    largeLog: context.regime === 'L',
  };
  const rows = await session.query({ sql: detection.sql, parameters }, Counted);
  const leftOut = (rows[0]?.found ?? rows.length) - rows.length;
  return rows.map((row, index) => {
    const draft = detection.judge(detection.row.parse(row), context);
    const attack = draft.attack.map(withinCap);
    if (leftOut === 0 || index < rows.length - 1) return { ...draft, attack };
    // The last row of the list says what the list does not hold.
    return {
      ...draft,
      attack,
      measures: { ...draft.measures, leftOut },
      steps: [...draft.steps, `the last of ${rows.length} listed: ${leftOut} more below it were left out`],
    };
  });
}

/** Throws for a technique that the pinned table does not hold: a mistake in the detection, which fails aloud. */
function withinCap(mapping: Mapping): Mapping {
  const found = lookupTechnique(mapping.technique);
  if (found.status !== 'active') throw new Error(`${mapping.technique} is not in the table of techniques`);
  const cap = confidences.find((confidence) => confidence === found.technique.cap.toLowerCase()) ?? 'low';
  return confidenceRank(mapping.confidence) < confidenceRank(cap) ? { ...mapping, confidence: cap } : mapping;
}

async function candidatesOf(session: Session, judged: readonly Judged[]): Promise<Candidate[]> {
  const sorted = joinCandidates(judged).sort(
    (a, b) =>
      severityRank(a.draft.severity) - severityRank(b.draft.severity) ||
      b.draft.flows - a.draft.flows ||
      compare(a.draft.title, b.draft.title) ||
      compare(a.detection.id, b.detection.id),
  );
  const filters = sorted.map(({ draft }) => boundedFilter(draft.evidence));
  const evidence = filters.length > 0 ? await session.evidence(filters) : [];
  return sorted.map(({ detection, draft, bound }, index) => {
    const { evidence: _, protocol, ...rest } = draft;
    return {
      ...rest,
      id: `C${index + 1}`,
      detection: detection.id,
      protocol: protocol === null ? null : protocolName(protocol),
      thresholds: bound.thresholds,
      evidence: evidence[index]?.lines ?? [],
      evidenceTotal: evidence[index]?.total ?? 0,
      evidenceFilter: filters[index] ?? {},
      benign: [...detection.benign],
      confirm: [...detection.confirm],
    };
  });
}

// A scan of every port is proved by its two ends; a filter with thousands of ports would be longer than what it finds.
function boundedFilter(filter: EvidenceFilter): EvidenceFilter {
  if ((filter.servicePorts?.length ?? 0) < listed.portsListed) return filter;
  const { servicePorts: _, ...rest } = filter;
  return rest;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
