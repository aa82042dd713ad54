import { isIP } from 'node:net';
import type { EvidenceLine } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { findLiterals, type Literal } from './find-literals.ts';
import type { TermKind } from './view.ts';

/** The identifying values of a case, each once, in the order in which the document names them. */
export interface KnownValues {
  addresses: string[];
  terms: { kind: TermKind; text: string }[];
}

/**
 * Gathers what must not leave: first from the typed fields of the facts and candidates, then by shape from every text
 * of the document (titles, raw lines, answers), because an evidence line holds accounts and ids that no fact repeats.
 */
export function knownValues(investigation: Investigation): KnownValues {
  const { facts, candidates, input } = investigation;
  const layouts = new Map(input.sources.map(({ name, layout }) => [name, layout]));
  const addresses = new Set<string>();
  const terms = new Map<string, TermKind>();
  const addAddresses = (...texts: (string | null)[]) => {
    for (const text of texts) if (text !== null && isIP(text) !== 0) addresses.add(text);
  };
  const addTerm = (kind: TermKind, text: string) => {
    if (!terms.has(text)) terms.set(text, kind);
  };

  for (const row of [...facts.topSources, ...facts.topDestinations]) addAddresses(row.address);
  for (const row of [...facts.topPairs, ...facts.outbound]) addAddresses(row.source, row.destination);
  for (const row of facts.attackSurface) addAddresses(row.host, row.peer);
  for (const row of facts.assets) addAddresses(row.address);
  for (const row of facts.assets) {
    for (const text of row.interfaces) addTerm('interface', text);
    for (const text of row.instances) addTerm('instance', text);
  }
  for (const { actors, targets, evidence } of candidates) {
    addAddresses(...actors, ...targets, ...evidence.flatMap(({ fields }) => [fields.srcaddr, fields.dstaddr]));
    for (const { kind, text } of evidence.flatMap((line) => termsOfLine(line, layouts.get(line.source)))) {
      addTerm(kind, text);
    }
  }
  for (const { text, source } of input.rejectedLines) {
    for (const term of termsByColumn(text, layouts.get(source))) addTerm(term.kind, term.text);
  }
  for (const { name } of input.sources) {
    // A folder may stand before the name, and either may be quoted alone.
    for (const text of [name, name.split(/[/\\]/).at(-1) ?? name]) addTerm('file', text);
  }
  for (const literal of textsOf(investigation).flatMap(findLiterals)) {
    if (literal.kind === 'address') addAddresses(literal.value);
    else addTerm(termKind(literal), literal.value);
  }
  return {
    addresses: [...addresses],
    terms: [...terms].map(([text, kind]) => ({ kind, text })).filter(({ text }) => !/^(?:-*|unknown)$/.test(text)),
  };
}

/** What kind of token a literal that is no address takes. */
export function termKind({ kind, value }: Pick<Literal, 'kind' | 'value'>): TermKind {
  if (kind === 'account number') return 'account';
  if (kind !== 'resource id') return 'other';
  return byPrefix.get(value.slice(0, value.lastIndexOf('-')).toLowerCase()) ?? 'other';
}

const byPrefix = new Map<string, TermKind>([
  ['eni', 'interface'],
  ['i', 'instance'],
  ['vpc', 'vpc'],
  ['subnet', 'subnet'],
]);

/** In a record that parsed, 12 digits that are neither bytes nor packets are its account, wherever they stand. */
function termsOfLine({ text, fields }: EvidenceLine, layout: readonly string[] = []): KnownValues['terms'] {
  const counts = new Set([fields.bytes, fields.packets].map(String));
  const accounts = (text.match(/(?<![\d.])\d{12}(?![\d.])/g) ?? []).filter((digits) => !counts.has(digits));
  return [...accounts.map((account) => ({ kind: 'account' as const, text: account })), ...termsByColumn(text, layout)];
}

/** Identifying columns and how their values look; a line that is out of step with its layout gives nothing away. */
const columns: readonly [name: RegExp, kind: TermKind, shape: RegExp][] = [
  [/^account-id$/, 'account', /^\d{12}$/],
  [/(?:^|-)interface-id$/, 'interface', /^[a-z]+-\w+$/i],
  [/(?:^|-)vpc-id$/, 'vpc', /^vpc-\w+$/i],
  [/(?:^|-)subnet-id$/, 'subnet', /^subnet-\w+$/i],
  [/^instance-id$/, 'instance', /^m?i-\w+$/i],
  [
    /^(?:ecs-.*|resource-id|sublocation-id|.*-tag(?:-2)?)$/,
    'other',
    /^(?!(?:ACCEPT|REJECT|OK|NODATA|SKIPDATA)$).*[a-z].*$/i,
  ],
];

function termsByColumn(text: string, layout: readonly string[] = []): KnownValues['terms'] {
  const values = text.trim().split(/\s+/);
  // A time stamp of the log stream may stand before the record.
  const offset = Math.max(0, values.length - layout.length);
  return layout.flatMap((name, index) => {
    const value = values[index + offset];
    const column = columns.find(([pattern]) => pattern.test(name));
    return value !== undefined && column?.[2].test(value) ? [{ kind: column[1], text: value }] : [];
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
