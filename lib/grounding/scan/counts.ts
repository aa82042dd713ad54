import { Severity } from '#lib/model/scale.ts';
import { type Claim, type CountKind, countKinds, type Range, type Scanner } from './claim.ts';
import { countedBefore, countedBy, flowLike, isOutcome } from './nouns.ts';
import { numberPattern, rangeOf, writtenNumber } from './numbers.ts';
import { blank, group, matches } from './text.ts';

// Numbers that are part of a name or of the order of things, and say nothing about the log.
const structure: readonly RegExp[] = [
  /\b(?:RFC|ISO|IEEE|NIST|SP|CIS|TLP|PCI|SOC|Route|Layer|layer|tier|Tier|phase|Phase|version|Version|TLS|SSL|v|IMDSv?|HTTP|SMB|NTLM|ATT&CK|Kerberos|Python|Windows|Ubuntu)[ /-]?v?\d+(?:\.\d+)*\b/g,
  /\b[Ee]vent(?: ?IDs?| ids?)? \d{4}\b(?![.,]\d)/g,
  /\b\d+(?:st|nd|rd|th)\b/gi,
  /\b24\s?[/x]\s?7\b/gi,
  /^\s*(?:[-*]\s+)?\(?\d{1,2}[.)]\s+(?=\S)/gm,
  /\b(?:top|Top)[ -](?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b/g,
  /\b(?:\d|two|three|four|five|one|zero)-(?:way|tuple|tuples|sided|off|to-one|to-many|time|factor|trust|day|step|directional)\b/gi,
  /\b(?:no|any|every|some)[ -]?one\b|\bone (?:another|or more|after another|by one|of|such|more|way|direction|side|hand)\b|\bone's\b|\b(?:the|this|that|which|each|another|other|latter|former|single) one\b|\bone and the same\b/gi,
  /\/(?:\d{1,3})(?= (?:network|subnet|prefix|range|block)\b)/g,
];

const plurals: Record<string, Range> = {
  tens: { low: 20, high: 99 },
  dozens: { low: 24, high: 143 },
  scores: { low: 40, high: 199 },
  hundreds: { low: 200, high: 999 },
  thousands: { low: 2_000, high: 999_999 },
  millions: { low: 2_000_000, high: 999_999_999 },
  billions: { low: 2e9, high: 1e12 },
};
const pluralPattern =
  /\b(?<more>tens of |hundreds of )?(?<word>tens|dozens|scores|hundreds|thousands|millions|billions)\b(?: of)?/gi;

const counted = new RegExp(numberPattern, 'gi');
// Whatever digits are left after all patterns were read: nothing that looks like a number goes unread.
const leftover = /(?<![A-Za-z\d]|[A-Za-z]-)\d+(?:[.']\d+)*/g;

/** Every number that no other scanner took: counts in digits or words, with what they count where the words tell. */
export const scanCounts: Scanner = (text) => {
  const fixed = structure.flatMap((pattern) => matches(text, pattern, (_, span) => ({ ...span, kind: 'structure' })));
  let rest = hide(text, fixed);
  const vague = matches(rest, pluralPattern, (match, span) => {
    const range = plurals[group(match, 'word').toLowerCase()] ?? { low: 0, high: 0 };
    const factor = group(match, 'more').toLowerCase().startsWith('h') ? 100 : group(match, 'more') ? 10 : 1;
    return count(rest, span, { low: range.low * (factor === 1 ? 1 : factor / 2), high: range.high * factor }, false);
  });
  rest = hide(rest, vague);
  const plain = matches(rest, counted, (match, span) => {
    const written = writtenNumber(match.groups ?? {});
    const isPort = written.plain && !written.spelled && written.bound === null && written.value <= 65_535;
    const claim = count(rest, span, rangeOf(written), isPort);
    // «One» without a noun behind it is a pronoun: «the larger one», «one that answered».
    if (/^one$/i.test(span.text.trim()) && claim.kind === 'count' && claim.of.length === countKinds.length) {
      return { ...span, kind: 'structure' };
    }
    return claim;
  });
  rest = hide(rest, plain);
  const others = matches(rest, leftover, (_, span) => {
    const value = Number(span.text.replace(/'/g, ''));
    return count(rest, span, { low: value, high: value }, Number.isInteger(value) && value <= 65_535);
  });
  return [...fixed, ...vague, ...plain, ...others];
};

function count(text: string, span: { text: string; start: number; end: number }, range: Range, orPort: boolean): Claim {
  const tail = text.slice(span.end);
  const level = /^[\s-]+(critical|high|medium|low|info)\b/i.exec(tail)?.[1]?.toLowerCase();
  const severity = Severity.safeParse(level);
  const head = text.slice(0, span.start);
  const counts = countedBy(tail) ?? countedBefore(head);
  // In «10 of 12 attempts were refused» the refused ones are the first number alone.
  const named =
    counts !== null && /[\w%\uFFFC]\s+of\s+(?:the\s+|all\s+|its\s+)?$/i.test(head) && isOutcome(counts)
      ? flowLike
      : counts;
  const of: readonly CountKind[] = named ?? (severity.success ? ['findings'] : countKinds);
  return {
    ...span,
    kind: 'count',
    range,
    of,
    severity: severity.success ? severity.data : null,
    orPort: orPort && named === null,
  };
}

/** Hides what was read behind characters that still let the words around it be read as one clause. */
function hide(text: string, claims: readonly Claim[]): string {
  let rest = text;
  for (const { start, end } of claims) rest = rest.slice(0, start) + blank.repeat(end - start) + rest.slice(end);
  return rest;
}
