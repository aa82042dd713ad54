import { isIP } from 'node:net';
import type { Investigation } from '#lib/model/investigation.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import { secretsOf } from './case-secrets.ts';
import { outermost } from './find-literals.ts';
import { findSecrets, isWordCharacter, type Secret } from './find-secrets.ts';
import { knownValues, termKind } from './known-values.ts';
import { caseLegend } from './legend.ts';
import { isoTime } from './open-view.ts';
import { createRestorer, type Restorer } from './restorer.ts';
import { createTokens, tokenNoun } from './tokens.ts';
import type { View } from './view.ts';

/**
 * Typed tokens instead of values, and the way back. Ports, protocols, counts and bytes are no concern of it.
 *
 * `restore(text(x))` is `x`, but for spellings: an address comes back as `ipaddr.js` prints it, a time as ISO 8601.
 */
export interface Mask extends View {
  /**
   * Free text, such as a complaint about an answer: whatever the guard would stop is replaced. Tokens in it stay, so
   * that a model's own words may be masked again: `text(restore(answer))`.
   */
  text(free: string): string;
  /** Tokens back to values, whatever their case. A token the case never gave becomes `‹unknown host EX99H001›`. */
  restore(text: string): string;
  /** The tokens of a text, masked or restored, that stand for nothing. */
  unknownTokens(text: string): string[];
  /** `restore` for text that arrives in pieces. */
  createRestorer(): Restorer;
  /** What the tokens mean, for whoever reads a masked prompt. */
  legend(): string;
}

/** The mask of a case: the same investigation always gives the same tokens, two cases have none in common. */
export function createMask(investigation: Investigation): Mask {
  const scopeOf = addressScopes(investigation);
  const known = knownValues(investigation);
  const tokens = createTokens(known, (address) => scopeOf(address) === 'external');
  const secrets = secretsOf(known);
  let base = firstTime(investigation);

  const time = (epoch: number) => {
    // Without a single time in the document the first one asked for is as good a beginning as any.
    base ??= epoch;
    return `t${epoch < base ? '-' : '+'}${Math.abs(epoch - base)}s`;
  };
  const address = (text: string) => {
    if (isIP(text) !== 0) return tokens.ofAddress(text);
    const [, bare = '', behind = ''] = /^([^/]*)(\/\d{1,3})$/.exec(text) ?? [];
    if (isIP(bare) !== 0) return tokens.ofAddress(bare) + behind;
    return isNothing(text) ? text : tokens.ofTerm('other', text);
  };
  const token = ({ kind, value }: Span) => {
    if (kind === 'time') return time(Date.parse(value) / 1000);
    if (kind === 'address') return tokens.ofAddress(value);
    if (kind === 'name of the case' || kind === 'word') return tokens.ofTerm('other', value);
    return tokens.ofTerm(termKind({ kind, value }), value);
  };
  const meaningOf = (found: string) => {
    const relative = /^t([+-]\d+)s$/i.exec(found);
    if (!relative) return tokens.value(found);
    const iso = base === null ? '' : isoTime(base + Number(relative[1]));
    return iso.endsWith('Z') ? iso : null;
  };
  const restore = (text: string) =>
    text.replace(tokenShape, (found) => meaningOf(found) ?? `‹unknown ${tokenNoun(found)} ${found}›`);

  return {
    masked: true,
    address,
    term: (kind, text) => (isNothing(text) ? text : tokens.ofTerm(kind, text)),
    time,
    text: (free) => {
      const bare = free.replace(/‹unknown [a-z]+ ([a-z0-9+-]+)›/gi, '$1');
      return replaceSpans(bare, wholeWords(bare, [...findSecrets(bare, secrets), ...findTimes(bare)]), token);
    },
    restore,
    unknownTokens: (text) => [
      ...new Set((text.match(anyTokenShape) ?? []).filter((found) => meaningOf(found) === null)),
    ],
    createRestorer: () => createRestorer(restore),
    legend: () => caseLegend(tokens.all(), investigation),
  };
}

/** `-` and `unknown` are what AWS writes where it has no value. */
const isNothing = (text: string): boolean => /^(?:-*|unknown)$/.test(text);

function firstTime({ window, candidates, facts }: Investigation): number | null {
  if (window) return window.start;
  const times = [...candidates, ...facts.attackSurface].flatMap(({ firstSeen }) => firstSeen ?? []);
  return times.length > 0 ? times.reduce((least, next) => Math.min(least, next)) : null;
}

// Letters behind the digits belong to the word, so that `EX04H001s` is a token nobody gave and not a real one with an s.
const word = String.raw`(?<![A-Za-z0-9])(?:(?:IN|EX)\d{2,}H\d{2,}|(?:ENI|ACCT|INST|VPC|SUBNET|FILE|ID)\d{2,})[A-Za-z0-9]*`;
const moment = String.raw`(?<![A-Za-z0-9])t[+-]\d+s`;
const anyTokenShape = new RegExp(`(?:${word}|${moment})(?![A-Za-z0-9])`, 'gi');
/** A token before `›` has been called unknown already. */
const tokenShape = new RegExp(`(?:${word}|${moment})(?![A-Za-z0-9›])`, 'gi');

interface Span extends Omit<Secret, 'kind'> {
  kind: Secret['kind'] | 'time' | 'word';
}

/** Moments to the second, as people and programs write them. */
function findTimes(text: string): Span[] {
  return [...text.matchAll(/(?<!\d)(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.0+)?Z/g)].flatMap((match) => {
    const [spelled, day, clock] = match;
    const value = `${day}T${clock}Z`;
    const end = match.index + spelled.length;
    // The 30th of February parses, yet comes back as another day.
    return isoTime(Date.parse(value) / 1000) === value
      ? [{ kind: 'time' as const, text: spelled, value, start: match.index, end }]
      : [];
  });
}

/**
 * A token beside a letter or digit could not be told again: such a value is masked with its whole word, and words that
 * then overlap are masked as one.
 */
function wholeWords(text: string, found: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const span of outermost(found)) {
    let { start, end } = span;
    while (isWordCharacter(text[start - 1])) start--;
    while (isWordCharacter(text[end])) end++;
    const last = spans.at(-1);
    if (last && start < last.end) {
      start = Math.min(start, last.start);
      end = Math.max(end, last.end);
      spans.pop();
    }
    const whole = text.slice(start, end);
    spans.push(whole === span.text ? span : { kind: 'word', text: whole, value: whole, start, end });
  }
  return spans;
}

function replaceSpans(text: string, spans: readonly Span[], token: (span: Span) => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const span of spans) {
    pieces.push(text.slice(at, span.start), token(span));
    at = span.end;
  }
  return pieces.join('') + text.slice(at);
}
