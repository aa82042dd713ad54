import { countKinds } from './scan/claim.ts';

/** What a number in the facts measures. `share` is a part of one (0–1), `duration` seconds. */
export const heldKinds = [...countKinds, 'bytes', 'duration', 'share', 'ratio', 'rate'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** One number of the facts, with what it is of. No address and no port: a number of the whole log. */
export interface Held {
  kind: HeldKind;
  value: number;
  addresses: ReadonlySet<string>;
  ports: readonly number[];
  /** Id of the candidate it belongs to, or null. */
  candidate: string | null;
  /** What a check asks for, not what it measured. */
  threshold: boolean;
  /** Numbers of one row share a group: a share or a multiple may be taken between them. */
  group: string;
}

/** Numbers by what they measure, to be held together. */
export type Numbers = Partial<Record<HeldKind, number | readonly number[]>>;

/** Takes numbers of one row; without anything about them they are of the whole log. */
export type Hold = (
  group: string,
  numbers: Numbers,
  about?: {
    addresses?: readonly string[];
    ports?: readonly number[];
    candidate?: string | null;
    threshold?: boolean;
  },
) => void;

/** A moment of the facts, with whom it is of. */
export interface HeldTime {
  epoch: number;
  addresses: ReadonlySet<string>;
  candidate: string | null;
}

const named: readonly [RegExp, HeldKind][] = [
  [/percent|share|fraction/, 'share'],
  [/ratio|factor|score|multiple|skew/, 'ratio'],
  [/per(?:second|minute|hour|day)|rate$/, 'rate'],
  [/seconds|minutes|hours|days|duration/, 'duration'],
  [/byte/, 'bytes'],
  [/packet/, 'packets'],
  [/reject|refus|denied/, 'rejected'],
  [/accept|answered|allowed/, 'accepted'],
  [/port|service/, 'ports'],
  [/host|target|peer|address|source|destination|actor|responder|initiator|client|server|pair/, 'hosts'],
  [/flow|record|conversation|connection|session|attempt|tr(?:y|ies)|request|probe/, 'flows'],
  [/line/, 'lines'],
  [/interface/, 'interfaces'],
];

/** What a measure or threshold counts, by its name: `distinctPorts` ports, `windowMinutes` a duration of so many minutes. */
export function heldMeasure(name: string, value: number): { kind: HeldKind; value: number } {
  const lower = name.toLowerCase();
  const kind = named.find(([pattern]) => pattern.test(lower))?.[1] ?? 'other';
  if (lower.includes('percent')) return { kind, value: value / 100 };
  if (kind !== 'duration') return { kind, value };
  const unit = /day/.test(lower) ? 86_400 : /hour/.test(lower) ? 3600 : /minute/.test(lower) ? 60 : 1;
  return { kind, value: value * unit };
}
