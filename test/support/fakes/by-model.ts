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
