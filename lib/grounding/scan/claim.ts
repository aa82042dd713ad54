import type { Confidence, RiskLevel, Severity } from '#lib/model/scale.ts';

/** A stretch of a text, end exclusive; `text` is what stands there. */
export interface Span {
  text: string;
  start: number;
  end: number;
}

/** The values a written number may stand for: `520.1 MB` is anything that rounds to it. Both ends belong to it. */
export interface Range {
  low: number;
  high: number;
}

/** What a count counts. `other` is a measure nobody has a noun for, and fits every noun. */
export const countKinds = [
  'flows',
  'rejected',
  'accepted',
  'packets',
  'lines',
  'ports',
  'hosts',
  'findings',
  'checks',
  'techniques',
  'interfaces',
  'files',
  'other',
] as const;
export type CountKind = (typeof countKinds)[number];

/** What a share is a part of, or which part it is; `any` where the words do not say. */
export type ShareOf = 'rejected' | 'accepted' | 'bytes' | 'packets' | 'any';

/**
 * A moment as it was written: epoch seconds (a minute or a day is a range), seconds of any day where only a clock was
 * given, a day of the week (0 for Sunday), a day of any year, or seconds since the first record.
 */
export type Moment =
  | ({ form: 'instant' } & Range)
  | ({ form: 'day' } & Range)
  | ({ form: 'clock' } & Range)
  | { form: 'weekday'; weekday: number }
  | { form: 'month-day'; month: number; day: number }
  | { form: 'offset'; seconds: number };

/** Something in a text that is true or false of the log. */
export type Claim = Span &
  (
    | { kind: 'address'; address: string | null }
    | { kind: 'network'; network: string }
    | { kind: 'port'; from: number; to: number; orCount: boolean }
    | { kind: 'protocol'; number: number }
    | { kind: 'count'; range: Range; of: readonly CountKind[]; severity: Severity | null; orPort: boolean }
    | { kind: 'bytes'; range: Range }
    | { kind: 'rate'; range: Range; perSeconds: number; of: 'bytes' | 'packets' | 'flows' }
    | { kind: 'duration'; range: Range }
    | { kind: 'percentage'; range: Range; of: ShareOf }
    | { kind: 'ratio'; range: Range }
    | { kind: 'time'; at: Moment }
    | { kind: 'technique'; id: string }
    | { kind: 'tactic'; name: string }
    | { kind: 'term'; what: string; value: string }
    | { kind: 'statement'; what: 'reputation' | 'attribution' | 'outcome' }
    | { kind: 'severity'; level: Severity }
    | { kind: 'risk'; level: RiskLevel | 'Info' }
    | { kind: 'confidence'; level: Confidence }
    | {
        kind: 'reference';
        to: 'fact' | 'candidate' | 'evidence' | 'finding' | 'finding-id' | 'line' | 'step';
        value: string;
      }
    | { kind: 'markup'; what: string }
    /** A number that says nothing about the log, such as the 4 of IPv4; no check looks at it. */
    | { kind: 'structure' }
  );

export type ClaimOf<Kind extends Claim['kind']> = Extract<Claim, { kind: Kind }>;

/** Reads one family of claims from a text in which the spans of earlier families are blanked. */
export type Scanner = (text: string) => Claim[];
