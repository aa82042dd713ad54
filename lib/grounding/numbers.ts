import type { Check, ClaimContext, Problem } from './check.ts';
import type { FactIndex } from './fact-index.ts';
import type { Held } from './held.ts';
import type { Claim, ClaimOf, Range } from './scan/claim.ts';
import { inRange } from './scan/numbers.ts';
import { type Subject, speakingOf, subjectOf } from './subject.ts';

/**
 * Counts, bytes, shares, multiples and rates must be numbers of what the sentence is about, of the right kind, or follow
 * from two of them. A rounded value passes when it rounds to what is written.
 */
export const checkNumbers: Check = (claims, index, context) => {
  const subject = subjectOf(claims, index, context);
  // What a check asks for is no measurement, and may be named as a threshold only.
  const thresholds = thresholdWords.test(context.sentence);
  const speaks = speakingOf(subject);
  const values = index.values.filter((held) => (thresholds || !held.threshold) && speaks(held));
  const problems: Problem[] = [];
  for (const claim of claims) {
    const why = complaint(claim, values, { claims, index, context, subject });
    if (why !== null) problems.push({ claim: claim.text, why });
  }
  return problems;
};

const thresholdWords =
  /\b(?:thresholds?|limits?|above|over|more than|exceed\w*|at least|beyond|minimum|maximum|needs?|needed|requires?|required|asks? for)\b|[>≥]/i;

interface Sentence {
  claims: readonly Claim[];
  index: FactIndex;
  context: ClaimContext;
  subject: Subject;
}

function complaint(claim: Claim, values: readonly Held[], sentence: Sentence): string | null {
  const whose = sentence.subject.addresses.size > 0 ? 'of what this sentence is about' : 'in the facts';
  switch (claim.kind) {
    case 'count':
      return countHolds(claim, values, sentence) ? null : `no ${countName(claim)} ${whose} is ${claim.text.trim()}`;
    case 'bytes':
      return bytesHold(claim, values, sentence) ? null : `no byte count ${whose} is ${claim.text.trim()}`;
    case 'percentage':
      return shareHolds(claim, values, sentence) ? null : `no share ${whose} is ${claim.text.trim()}`;
    case 'ratio':
      return ratioHolds(claim.range, values, sentence)
        ? null
        : `no two numbers ${whose} are in the ratio ${claim.text.trim()}`;
    case 'rate':
      return rateHolds(claim, values) ? null : `no rate ${whose} is ${claim.text.trim()}`;
    default:
      return null;
  }
}

const countName = ({ of }: ClaimOf<'count'>): string => (of.length > 4 ? 'count' : `count of ${of[0]}`);

function countHolds(
  claim: ClaimOf<'count'>,
  values: readonly Held[],
  { claims, index, context, subject }: Sentence,
): boolean {
  const { of, range, severity } = claim;
  if (severity !== null && of.includes('findings')) {
    return inRange(index.severities.filter((level) => level === severity).length, range);
  }
  const none = range.high === 0 && subject.addresses.size === 0 && subject.ports.size === 0;
  // «0 flows were rejected» in a sentence about nobody speaks of the whole log.
  if (none) return values.some((held) => of.some((kind) => kind === held.kind) && held.value === 0 && isWhole(held));
  if (
    values.some(
      (held) => (held.kind === 'other' || of.some((kind) => kind === held.kind)) && inRange(held.value, range),
    )
  )
    return true;
  if (claim.orPort && index.ports(subject.addresses.size > 0 ? subject.addresses : null).has(range.low)) return true;
  if (claim.orPort && context.candidate?.ports.includes(range.low)) return true;
  // A sentence may count what it names itself: «two hosts, A and B», «ports 22 and 443, both …».
  const named = new Set(claims.flatMap((other) => (other.kind === 'address' ? [other.address] : []))).size;
  const listed = new Set(claims.flatMap((other) => (other.kind === 'port' ? [other.from, other.to] : []))).size;
  const pointed = new Set(
    claims.flatMap((other) => (other.kind === 'reference' && other.to === 'finding' ? [other.value] : [])),
  ).size;
  return (
    (of.includes('hosts') && named > 0 && inRange(named, range)) ||
    (of.includes('ports') && listed > 0 && inRange(listed, range)) ||
    (of.includes('findings') && pointed > 0 && inRange(pointed, range))
  );
}

const isWhole = (held: Held): boolean => held.addresses.size === 0 && held.ports.length === 0 && held.group === 'log';

// A total of the whole log may stand in a sentence about hosts only where the words say that it is one.
const wholeLog =
  /\b(?:total|overall|all|entire|whole|altogether|log|logs|capture|sample|window|out of|of the|traffic|threshold|limit|above|exceed\w*)\b/i;

function bytesHold(claim: ClaimOf<'bytes'>, values: readonly Held[], { context, subject }: Sentence): boolean {
  const whole = subject.addresses.size === 0 || wholeLog.test(context.sentence);
  return values.some(
    (held) =>
      held.kind === 'bytes' &&
      (whole || held.addresses.size > 0 || held.candidate !== null) &&
      inRange(held.value, claim.range),
  );
}

const parts = new Set(['flows', 'rejected', 'accepted', 'bytes', 'packets', 'lines']);

/** Pairs of numbers between which a share or a multiple means something: of one row, of a row and the whole log, or both in the sentence. */
function* pairs(values: readonly Held[], { claims, index }: Sentence): Generator<[Part, Part]> {
  const totals = index.values.filter((held) => held.group === 'log' && parts.has(held.kind));
  const rows = groups(values);
  for (const row of rows.values()) {
    for (const part of row) {
      if (!parts.has(part.kind)) continue;
      for (const whole of [...row, ...totals]) if (family(part) === family(whole)) yield [part, whole];
    }
  }
  for (const kind of ['count', 'bytes'] as const) {
    const written = claims.flatMap((claim) => (claim.kind === kind ? [heldBy(claim)] : []));
    for (const part of written) for (const whole of written) yield [part, whole];
  }
}

type Part = Pick<Held, 'kind' | 'value'>;

const family = ({ kind }: Part): string =>
  kind === 'bytes' || kind === 'packets' || kind === 'lines' ? kind : 'flows';

/** A number of the sentence itself, which has been found in the facts like any other. */
const heldBy = (claim: ClaimOf<'count'> | ClaimOf<'bytes'>): Part => ({
  kind:
    claim.kind === 'bytes' ? 'bytes' : (claim.of.find((kind) => kind === 'rejected' || kind === 'accepted') ?? 'flows'),
  value: claim.range.low,
});

function groups(values: readonly Held[]): Map<string, Held[]> {
  const rows = new Map<string, Held[]>();
  for (const held of values) {
    const row = rows.get(held.group);
    if (row) row.push(held);
    else rows.set(held.group, [held]);
  }
  return rows;
}

function shareHolds({ range, of }: ClaimOf<'percentage'>, values: readonly Held[], sentence: Sentence): boolean {
  if (
    values.some(
      ({ kind, value }) => (kind === 'share' || (kind === 'ratio' && value <= 1)) && within(value * 100, range),
    )
  )
    return true;
  for (const [part, whole] of pairs(values, sentence)) {
    if (of !== 'any' && part.kind !== of) continue;
    if (whole.value > 0 && part.value <= whole.value && within((part.value / whole.value) * 100, range)) return true;
  }
  return false;
}

function ratioHolds(range: Range, values: readonly Held[], sentence: Sentence): boolean {
  if (values.some(({ kind, value }) => kind === 'ratio' && within(value, range))) return true;
  const ofBytes = /\b(?:bytes?|data|volume|traffic|[kMGT]i?B)\b/.test(sentence.context.sentence);
  for (const [one, other] of pairs(values, sentence)) {
    if (ofBytes && one.kind !== 'bytes') continue;
    if (other.value > 0 && within(one.value / other.value, range)) return true;
  }
  return false;
}

function rateHolds({ range, perSeconds, of }: ClaimOf<'rate'>, values: readonly Held[]): boolean {
  const near = (value: number) => within(value, { low: range.low * 0.98, high: range.high * 1.02 });
  if (values.some(({ kind, value }) => kind === 'rate' && near(value))) return true;
  for (const row of groups(values).values()) {
    const seconds = row.filter(({ kind, value }) => kind === 'duration' && value > 0);
    const amounts = row.filter((held) =>
      of === 'flows' ? family(held) === 'flows' && parts.has(held.kind) : held.kind === of,
    );
    for (const { value } of amounts)
      for (const { value: duration } of seconds) if (near((value / duration) * perSeconds)) return true;
  }
  return false;
}

const within = (value: number, { low, high }: Range): boolean => value >= low - 1e-9 && value <= high + 1e-9;
