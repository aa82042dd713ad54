import { z } from 'zod';
import { Epoch, Port } from './facts.ts';
import { Confidence, Severity } from './scale.ts';

const count = z.number().int().nonnegative();

/** A check never stays silent: looked and found, looked and found nothing, too little data, fields missing, or a bug said aloud. */
export const Outcome = z.enum(['fired', 'quiet', 'insufficient', 'unavailable', 'failed']);
export type Outcome = z.infer<typeof Outcome>;

export const Check = z.object({
  detection: z.string(),
  title: z.string(),
  outcome: Outcome,
  /** Fields that the log lacks, when `unavailable`. */
  missing: z.array(z.string()),
  /** Data records there are, and how many the check needs, when `insufficient`. */
  has: count,
  needs: count,
  candidates: count,
  /** What went wrong, when `failed`. */
  error: z.string().nullable(),
  /** The thresholds this run used, by name. */
  thresholds: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
});
export type Check = z.infer<typeof Check>;

/** The parsed fields of one flow record, null where the log says `-` or lacks the field. */
export const FlowFields = z.object({
  srcaddr: z.string().nullable(),
  dstaddr: z.string().nullable(),
  srcport: Port.nullable(),
  dstport: Port.nullable(),
  protocol: z.number().int().nullable(),
  packets: count.nullable(),
  bytes: count.nullable(),
  start: Epoch.nullable(),
  end: Epoch.nullable(),
  action: z.enum(['ACCEPT', 'REJECT']).nullable(),
  tcpFlags: z.number().int().nullable(),
});
export type FlowFields = z.infer<typeof FlowFields>;

/** One input line that a claim rests on: the line as it was read, and its fields. */
export const EvidenceLine = z.object({ source: z.string(), line: count, text: z.string(), fields: FlowFields });
export type EvidenceLine = z.infer<typeof EvidenceLine>;

/**
 * Which flows belong to a candidate, as data: the engine counts and samples them, the page filters by them.
 * Every key given must hold. `initiators` and `responders` are the ends by who opened the conversation.
 */
export const EvidenceFilter = z.object({
  initiators: z.array(z.string()).optional(),
  responders: z.array(z.string()).optional(),
  sources: z.array(z.string()).optional(),
  destinations: z.array(z.string()).optional(),
  servicePorts: z.array(Port).optional(),
  protocol: z.number().int().optional(),
  action: z.enum(['ACCEPT', 'REJECT']).optional(),
  /** Only records from the initiator (`request`) or only from the service (`reply`). */
  side: z.enum(['request', 'reply']).optional(),
  from: Epoch.optional(),
  to: Epoch.optional(),
  bytesAbove: count.optional(),
  /** Records that are not flows, by log status. */
  logStatus: z.enum(['NODATA', 'SKIPDATA']).optional(),
});
export type EvidenceFilter = z.infer<typeof EvidenceFilter>;

export const Mapping = z.object({ technique: z.string(), confidence: Confidence, reasoning: z.string() });
export type Mapping = z.infer<typeof Mapping>;

/** What a detection found, with everything needed to judge and to prove it. */
export const Candidate = z.object({
  id: z.string().regex(/^C\d+$/),
  detection: z.string(),
  title: z.string(),
  severity: Severity,
  confidence: Confidence,
  /** Who did it, and to whom; addresses as text. */
  actors: z.array(z.string()),
  targets: z.array(z.string()),
  ports: z.array(Port),
  protocol: z.string().nullable(),
  firstSeen: Epoch.nullable(),
  lastSeen: Epoch.nullable(),
  flows: count,
  bytes: count,
  why: z.string(),
  measures: z.record(z.string(), z.number()),
  thresholds: z.record(z.string(), z.number()),
  /** Each step that set or changed severity or confidence, in order. */
  steps: z.array(z.string()),
  /** First, last and largest records, at most 10. */
  evidence: z.array(EvidenceLine),
  evidenceTotal: count,
  evidenceFilter: EvidenceFilter,
  attack: z.array(Mapping),
  /** Harmless explanations that would look the same. */
  benign: z.array(z.string()),
  /** Which other log would confirm or refute it. */
  confirm: z.array(z.string()),
});
export type Candidate = z.infer<typeof Candidate>;
