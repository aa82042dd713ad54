import type { Check, Problem } from './check.ts';
import type { FactIndex } from './fact-index.ts';
import type { Moment } from './scan/claim.ts';
import { inRange } from './scan/numbers.ts';
import { type Subject, speakingOf, subjectOf } from './subject.ts';

const daySeconds = 86_400;

// The width of a check's window is what it asks for, not how long something took.
const asked = /\b(?:thresholds?|limits?|windows?|at least|minimum|needs?|requires?)\b/i;

/** Every moment must be one of the facts the sentence is about, a day one that the log covers, a duration one that the facts hold. */
export const checkTimes: Check = (claims, index, context) => {
  const subject = subjectOf(claims, index, context);
  const problems: Problem[] = [];
  for (const claim of claims) {
    if (claim.kind === 'time' && !momentHolds(claim.at, index, subject)) {
      problems.push({ claim: claim.text, why: `nothing in the facts happened at ${claim.text.trim()}` });
    }
    if (claim.kind === 'duration') {
      const seconds = durations(index, subject, asked.test(context.sentence));
      if (!seconds.some((value) => inRange(value, claim.range))) {
        problems.push({ claim: claim.text, why: `nothing in the facts lasts ${claim.text.trim()}` });
      }
    }
  }
  return problems;
};

function momentHolds(moment: Moment, index: FactIndex, subject: Subject): boolean {
  const { window } = index.investigation;
  const epochs = index.times.filter(speakingOf(subject)).map(({ epoch }) => epoch);
  switch (moment.form) {
    case 'instant':
      return epochs.some((epoch) => epoch >= moment.low && epoch <= moment.high);
    case 'clock':
      return epochs.some((epoch) => {
        const clock = epoch % daySeconds;
        return clock >= moment.low && clock <= moment.high;
      });
    case 'day':
      return window !== null && window.start <= moment.high && window.end >= moment.low;
    case 'offset':
      return window !== null && epochs.includes(window.start + moment.seconds);
    case 'weekday':
      return days(window).some((day) => day.getUTCDay() === moment.weekday);
    case 'month-day':
      return days(window).some((day) => day.getUTCMonth() + 1 === moment.month && day.getUTCDate() === moment.day);
  }
}

/** The days that the log touches, at most a year of them. */
function days(window: { start: number; end: number } | null): Date[] {
  if (window === null) return [];
  const first = Math.floor(window.start / daySeconds);
  const count = Math.min(Math.floor(window.end / daySeconds) - first + 1, 366);
  return Array.from({ length: count }, (_, index) => new Date((first + index) * daySeconds * 1000));
}

/** Durations the subject has, and the time between any two of its own moments. */
function durations(index: FactIndex, subject: Subject, thresholds: boolean): number[] {
  const speaks = speakingOf(subject);
  const held = index.values
    .filter((value) => value.kind === 'duration' && (thresholds || !value.threshold) && speaks(value))
    .map(({ value }) => value);
  const own = moments(index, subject);
  const between = own.flatMap((one) => own.map((other) => Math.abs(one - other)));
  return [...held, ...between];
}

const momentsMax = 200;

/** Moments of the candidate a sentence is about, or of those its hosts are in; the first 200 of them. */
function moments(index: FactIndex, subject: Subject): number[] {
  const speaks = speakingOf(subject);
  const near = index.times.filter((time) =>
    subject.candidate === null
      ? time.candidate !== null && subject.addresses.size > 0 && speaks(time)
      : time.candidate === subject.candidate,
  );
  return [...new Set(near.map(({ epoch }) => epoch))].slice(0, momentsMax);
}
