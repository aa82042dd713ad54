import { z } from 'zod';
import { Direction, Epoch, Port } from './facts.ts';
import { RiskLevel, Severity } from './scale.ts';

const count = z.number().int().nonnegative();

export const stepIds = ['baseline', 'anomalies', 'attack', 'report'] as const;
export const StepId = z.enum(stepIds);
export type StepId = z.infer<typeof StepId>;

export const BaselineAnswer = z.object({
  rows: z.array(
    z.object({
      address: z.string(),
      connections: count,
      bytes: count,
      direction: Direction,
      observation: z.string(),
    }),
  ),
  ports: z.array(
    z.object({
      port: Port,
      protocol: z.string(),
      service: z.string(),
      flows: count,
      observation: z.string(),
    }),
  ),
  highOutbound: z.array(
    z.object({
      source: z.string(),
      destination: z.string(),
      port: Port,
      protocol: z.string(),
      bytes: count,
      observation: z.string(),
    }),
  ),
  summary: z.string(),
});
export type BaselineAnswer = z.infer<typeof BaselineAnswer>;

export const Finding = z.object({
  /** Counted from 1, worst severity first. */
  number: z.number().int().positive(),
  candidate: z.string(),
  title: z.string(),
  severity: Severity,
  why: z.string(),
  entries: z.array(
    z.object({
      source: z.string(),
      destination: z.string(),
      port: Port.nullable(),
      /** Name of the input and line in it. */
      file: z.string(),
      line: count,
    }),
  ),
});
export type Finding = z.infer<typeof Finding>;

export const AnomaliesAnswer = z.object({ findings: z.array(Finding) });
export type AnomaliesAnswer = z.infer<typeof AnomaliesAnswer>;

export const AttackAnswer = z.object({
  rows: z.array(
    z.object({
      finding: z.number().int().positive(),
      techniqueName: z.string(),
      technique: z.string(),
      tactic: z.string(),
      reasoning: z.string(),
      confidence: z.enum(['High', 'Medium', 'Low']),
    }),
  ),
  /** Numbers of the findings without a confident mapping. */
  unmapped: z.array(z.number().int().positive()),
});
export type AttackAnswer = z.infer<typeof AttackAnswer>;

export const ReportAnswer = z.object({
  executiveSummary: z.string(),
  riskLevel: RiskLevel,
  findings: z.array(
    z.object({
      /** `CRITICAL-001`, `HIGH-002`: severity and number of the finding. */
      id: z.string(),
      finding: z.number().int().positive(),
      severity: Severity,
      source: z.string(),
      destination: z.string(),
      start: Epoch.nullable(),
      end: Epoch.nullable(),
      observed: z.string(),
      why: z.string(),
    }),
  ),
  affectedAssets: z.array(z.object({ address: z.string(), role: z.string(), involvement: z.string() })),
  /** 3–5, or fewer where nothing was found; `object` is an address, port or interface of the logs. */
  actions: z.array(z.object({ action: z.string(), object: z.string() })),
  furtherInvestigation: z.object({ logSources: z.array(z.string()), questions: z.array(z.string()) }),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/** Who wrote what a person reads. */
export const Author = z.enum(['computed', 'model', 'person', 'pasted']);
export type Author = z.infer<typeof Author>;

export const RejectedClaim = z.object({ claim: z.string(), why: z.string() });
export type RejectedClaim = z.infer<typeof RejectedClaim>;

/** How a call to a provider ended; everything but `ok` is an expected outcome with a message for people. */
export const ProviderOutcome = z.enum([
  'ok',
  'refusal',
  'truncated',
  'filtered',
  'invalid-json',
  'invalid-schema',
  'cut',
  'rate-limited',
  'quota',
  'auth',
  'overloaded',
  'server',
  'timeout',
  'unreachable',
  'aborted',
  'context-too-long',
  'not-found',
  'rejected-request',
  'blocked-by-guard',
  'ungrounded',
]);
export type ProviderOutcome = z.infer<typeof ProviderOutcome>;

/** Why the offline author had to write a step, in words a person can act on. */
export const Fallback = z.object({ outcome: ProviderOutcome, message: z.string(), hint: z.string() });
export type Fallback = z.infer<typeof Fallback>;

const stepOf = <Answer extends z.ZodType>(answer: Answer) =>
  z.object({
    author: Author,
    provider: z.string(),
    model: z.string().nullable(),
    prompt: z.object({ id: z.string(), version: z.number().int(), sha256: z.string() }),
    /** Calls to the provider, each retry and repair counted; 0 for the offline author. */
    attempts: count,
    fallback: Fallback.nullable(),
    rejectedClaims: z.array(RejectedClaim),
    usage: z.object({ inputTokens: count, outputTokens: count }),
    answer,
  });

export const BaselineStep = stepOf(BaselineAnswer);
export const AnomaliesStep = stepOf(AnomaliesAnswer);
export const AttackStep = stepOf(AttackAnswer);
export const ReportStep = stepOf(ReportAnswer);

/** Null until a step has run. */
export const Steps = z.object({
  baseline: BaselineStep.nullable(),
  anomalies: AnomaliesStep.nullable(),
  attack: AttackStep.nullable(),
  report: ReportStep.nullable(),
});
export type Steps = z.infer<typeof Steps>;
export type Step<Id extends StepId = StepId> = NonNullable<Steps[Id]>;
export type Answer<Id extends StepId = StepId> = Step<Id>['answer'];
