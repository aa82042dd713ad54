import type { StepId } from '#lib/model/steps.ts';
import { stepIds } from '#lib/model/steps.ts';
import { at, type FakeCall } from './call.ts';
import type { Scenario } from './scenario.ts';

/** The text a good model would answer; `body` is the whole request as it came. */
export type AnswerFor = (step: StepId, body: unknown) => string;

/** The models that a page can choose, each of which behaves in one way. */
export const scenarioModels = [
  'good',
  'refuse',
  'cut',
  'slow',
  'silent',
  'invented-address',
  'not-json',
  'truncated',
  'overloaded',
  'rate-limited',
  'unauthorized',
  'quota',
] as const;

export interface ByModelOptions {
  /** Pause of the model `slow` before each piece. */
  slowMs?: number;
}

/** A script in which the name of the model says what happens. A name that is none of these behaves well. */
export function byModel(answerFor: AnswerFor, { slowMs = 150 }: ByModelOptions = {}): (call: FakeCall) => Scenario {
  return (call) => {
    const answer = () => answerFor(stepOf(call.body), call.body);
    const half = () => answer().slice(0, Math.ceil(answer().length / 2));
    switch (call.model) {
      case 'refuse':
        return { kind: 'refusal' };
      case 'cut':
        return { kind: 'cut', answer: half() };
      case 'slow':
        return { kind: 'slow', answer: answer(), pauseMs: slowMs };
      case 'silent':
        return { kind: 'no-answer' };
      case 'invented-address':
        return { kind: 'ok', answer: withInventedAddress(answer()) };
      case 'not-json':
        return { kind: 'not-json' };
      case 'truncated':
        return { kind: 'truncated', answer: half() };
      case 'overloaded':
        return { kind: 'overloaded' };
      case 'rate-limited':
        return { kind: 'rate-limited', retryAfterMs: 1000 };
      case 'unauthorized':
        return { kind: 'unauthorized', echo: call.headers.authorization ?? '' };
      case 'quota':
        return { kind: 'quota' };
      default:
        return { kind: 'ok', answer: answer() };
    }
  };
}

/**
 * The step a request is about. Its schema is named after it; where somebody sends a schema without a name, what the
 * schema asks for tells.
 */
export function stepOf(body: unknown): StepId {
  const schema =
    at(body, 'text', 'format', 'schema') ??
    at(body, 'response_format', 'json_schema', 'schema') ??
    at(body, 'output_config', 'format', 'schema');
  const name = [
    at(body, 'text', 'format', 'name'),
    at(body, 'response_format', 'json_schema', 'name'),
    at(schema, 'title'),
  ].join(' ');
  return (
    stepIds.find((step) => name.toLowerCase().includes(step)) ??
    (has(schema, 'executiveSummary') ? 'report' : null) ??
    (has(schema, 'unmapped') ? 'attack' : null) ??
    (has(schema, 'findings') ? 'anomalies' : 'baseline')
  );
}

const has = (schema: unknown, property: string) => at(schema, 'properties', property) !== undefined;

/** An address of no log: the documentation range is never routed, and no sample of ours uses this one. */
export const inventedAddress = '192.0.2.250';

/** The answer with one false sentence at the end of its longest text. */
export function withInventedAddress(answer: string): string {
  const value: unknown = JSON.parse(answer);
  const longest = textsIn(value).reduce((a, b) => (b.length > a.length ? b : a), '');
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' && part === longest ? `${part} The host ${inventedAddress} took part as well.` : part,
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
