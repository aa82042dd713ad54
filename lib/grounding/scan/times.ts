import type { Claim, Moment, Scanner } from './claim.ts';
import { group, matches } from './text.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const monthName =
  '(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const zone = '(?:\\s?(?<zone>Z\\b|UTC\\b|GMT\\b|[+-]\\d{2}:?\\d{2}\\b))?';
const ordinal = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const daySeconds = 86_400;

const iso = new RegExp(
  `(?<![\\d-])(?<year>\\d{4})[-/](?<month>\\d{2})[-/](?<day>\\d{2})(?:(?:T|,?\\s(?:at\\s)?)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?${zone})?(?![\\d-])`,
  'g',
);
const written = new RegExp(
  `\\b(?:${ordinal}\\s(?:of\\s)?${monthName}|${monthName.replace('<month>', '<month2>')}\\s${ordinal.replace('<day>', '<day2>')}(?!\\d))(?:,?\\s(?<year>\\d{4}))?(?!\\w)`,
  'g',
);
const monthYear = new RegExp(`\\b${monthName},?\\s(?<year>\\d{4})\\b`, 'g');
const slashed = /(?<![\d/])(?<a>\d{1,2})\/(?<b>\d{1,2})\/(?<year>\d{4})(?![\d/])/g;
const clock = new RegExp(
  `(?<![\\d:.])(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?(?:\\s?(?<half>[ap]\\.?m\\b\\.?))?${zone}(?![\\d:])`,
  'gi',
);
const hourOnly = /(?<![\d:.,])(?<hour>\d{1,2})\s?(?<half>[ap]\.?m\b\.?)/gi;
const military = /(?<![\d:.,])(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)\s?(?:Z\b|UTC\b|GMT\b|hrs\b)/g;
// Ten digits that nothing groups or counts are epoch seconds of this century.
const epoch = /(?<![\w.,'])(?<seconds>[1-3]\d{9})(?![\w.,'](?=\d)|\d|\s?(?:[kMGT]?i?B\b|bytes|packets|flows|records))/g;
const offset = /\bt\s?\+\s?(?<seconds>\d[\d,]*)\s?s(?:ec|econds?)?\b/gi;
const weekday = /\b(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days?\b/g;

/** Dates, clock times and moments; a clock without a zone is UTC, as everything here is. */
export const scanTimes: Scanner = (text) => [
  ...matches(text, iso, (match, span) => time(span, isoMoment(match))),
  ...matches(text, written, (match, span) => {
    const month = monthNumber(group(match, 'month') || group(match, 'month2'));
    const day = Number(group(match, 'day') || group(match, 'day2'));
    const year = group(match, 'year');
    return time(span, year ? wholeDay(Number(year), month, day) : { form: 'month-day', month, day });
  }),
  ...matches(text, monthYear, (match, span) => {
    const [year, month] = [Number(group(match, 'year')), monthNumber(group(match, 'month'))];
    return time(span, { form: 'day', low: at(year, month, 1), high: at(year, month + 1, 1) - 1 });
  }),
  ...matches(text, slashed, (match, span) => {
    const [a, b, year] = [Number(group(match, 'a')), Number(group(match, 'b')), Number(group(match, 'year'))];
    // Day first or month first: whichever there is; both readings are one claim when only one of them is a date.
    return time(
      span,
      a > 12 ? wholeDay(year, b, a) : b > 12 ? wholeDay(year, a, b) : { form: 'month-day', month: a, day: b },
    );
  }),
  ...matches(text, clock, (match, span) => time(span, clockMoment(match))),
  ...matches(text, hourOnly, (match, span) => time(span, clockMoment(match))),
  ...matches(text, military, (match, span) => time(span, clockMoment(match))),
  ...matches(text, epoch, (match, span) => {
    const seconds = Number(group(match, 'seconds'));
    return time(span, { form: 'instant', low: seconds, high: seconds });
  }),
  ...matches(text, offset, (match, span) =>
    time(span, { form: 'offset', seconds: Number(group(match, 'seconds').replace(/,/g, '')) }),
  ),
  ...matches(text, weekday, (_, span) =>
    time(span, { form: 'weekday', weekday: weekdays.indexOf(span.text.slice(0, 3).toLowerCase()) }),
  ),
];

const time = (span: { text: string; start: number; end: number }, moment: Moment): Claim => ({
  ...span,
  kind: 'time',
  at: moment,
});
const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 1000;

function wholeDay(year: number, month: number, day: number): Moment {
  const low = at(year, month, day);
  return { form: 'day', low, high: low + daySeconds - 1 };
}

function isoMoment(match: RegExpExecArray): Moment {
  const [year, month, day] = [Number(group(match, 'year')), Number(group(match, 'month')), Number(group(match, 'day'))];
  if (group(match, 'hour') === '') return wholeDay(year, month, day);
  const low = at(year, month, day) + secondsOfDay(match) - zoneSeconds(group(match, 'zone'));
  return { form: 'instant', low: low - early(match), high: low + precision(match) };
}

function clockMoment(match: RegExpExecArray): Moment {
  const low = (secondsOfDay(match) - zoneSeconds(group(match, 'zone')) + 2 * daySeconds) % daySeconds;
  return { form: 'clock', low: low - early(match), high: low + precision(match) };
}

function secondsOfDay(match: RegExpExecArray): number {
  const half = group(match, 'half').toLowerCase();
  const hour = Number(group(match, 'hour'));
  const hours = half.startsWith('p') ? (hour % 12) + 12 : half.startsWith('a') ? hour % 12 : hour;
  return hours * 3600 + Number(group(match, 'minute') || 0) * 60 + Number(group(match, 'second') || 0);
}

/** `14:23` stands for every second of that minute, cut or rounded to it; `2 pm` for the minute on the hour. */
const precision = (match: RegExpExecArray): number => (group(match, 'second') === '' ? 59 : 0);

const early = (match: RegExpExecArray): number => (group(match, 'second') === '' ? 30 : 0);

function zoneSeconds(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!parts) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 3600 + Number(parts[3]) * 60);
}
