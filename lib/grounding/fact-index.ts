import { lookupTechnique } from '#lib/attack/attack.ts';
import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type FactReference, factReferences } from '#lib/model/references.ts';
import type { Severity } from '#lib/model/scale.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import { type AddressSets, createAddressSets } from './address-sets.ts';
import { scanClaims } from './claims.ts';
import { computedTexts, knownNames, type ReadText } from './computed-texts.ts';
import type { Held, HeldTime } from './held.ts';
import { heldTimes } from './held-times.ts';
import { heldValues } from './held-values.ts';
import { type AddressLinks, linkAddresses } from './links.ts';
import { canonicalNetwork } from './scan/addresses.ts';
import { splitSentences } from './sentences.ts';

/** Everything the facts of an investigation hold, ready to be asked whether a sentence may say it. */
export interface FactIndex extends AddressLinks {
  investigation: Investigation;
  /** One spelling for addresses from outside the index. */
  sets: AddressSets;
  values: readonly Held[];
  times: readonly HeldTime[];
  /** Networks in one spelling each. */
  networks: ReadonlySet<string>;
  /** Resource ids, accounts, names of inputs, in lower case. */
  terms: ReadonlySet<string>;
  /** Names whose digits count nothing: files, labels, services. */
  names: readonly string[];
  /** Techniques that a candidate or an earlier step maps to. */
  techniques: ReadonlySet<string>;
  /** Severities of the findings, or of the candidates while there are no findings. */
  severities: readonly Severity[];
  /** Short names of fact rows, `F12`. */
  references: ReadonlyMap<string, FactReference>;
  candidate(id: string): Candidate | null;
  /** True for an address of the network the log is of. */
  internal(address: string): boolean;
  /** True for a sentence that stands so in the facts: it was computed and needs no check. */
  says(sentence: string): boolean;
  /** True for words that stand so in a text of the facts. */
  quotes(words: string): boolean;
}

// Private ranges, and the one that means everybody, are knowledge of the trade and no statement about the log.
const commonNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '0.0.0.0/0',
  '::/0',
  'fc00::/7',
];

/** Reads an investigation once; the answer to every question about it comes from here. */
export function createFactIndex(investigation: Investigation): FactIndex {
  const { candidates, input, steps } = investigation;
  const names = knownNames(investigation);
  const sets = createAddressSets();
  const texts = readTexts(investigation, names);
  const links = linkAddresses(investigation, texts, sets);
  const said = new Set(texts.flatMap(({ text }) => splitSentences(text).map((sentence) => flat(sentence.text))));
  const whole = texts.map(({ text }) => flat(text).toLowerCase()).join('\n');
  const scopeOf = addressScopes(investigation);
  const findings = steps.anomalies?.answer.findings;

  return {
    ...links,
    sets,
    investigation,
    names,
    values: heldValues(investigation, texts, { links, sets }),
    times: heldTimes(investigation, texts, sets),
    networks: new Set([
      ...commonNetworks,
      ...input.internal.map(canonicalNetwork).filter((network) => network !== null),
      ...texts.flatMap(({ claims }) => claims.flatMap((claim) => (claim.kind === 'network' ? [claim.network] : []))),
    ]),
    terms: heldTerms(investigation, texts),
    techniques: new Set(
      [
        ...candidates.flatMap(({ attack }) => attack.map(({ technique }) => technique)),
        ...(steps.attack?.answer.rows.map(({ technique }) => technique) ?? []),
      ].filter((id) => lookupTechnique(id).status === 'active'),
    ),
    severities: (findings ?? candidates).map(({ severity }) => severity),
    references: new Map(factReferences(investigation).map((reference) => [reference.ref, reference])),
    candidate: (id) => candidates.find((candidate) => candidate.id === id) ?? null,
    internal: (address) => scopeOf(address) === 'internal',
    says: (sentence) => said.has(flat(sentence)),
    quotes: (words) => whole.includes(flat(words).toLowerCase()),
  };
}

/** The words of the facts with what they claim; what many candidates share is read once. */
function readTexts(investigation: Investigation, names: readonly string[]): ReadText[] {
  const read = new Map<string, ReadText['claims']>();
  return computedTexts(investigation).map((entry) => {
    const claims = read.get(entry.text) ?? scanClaims(entry.text, names);
    read.set(entry.text, claims);
    return { ...entry, claims };
  });
}

/** One spelling of white space, and no stop at the end. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/[.]$/, '');

/** Ids and names in the facts: of interfaces and instances, in evidence lines, of inputs. */
function heldTerms({ facts, candidates, input }: Investigation, texts: readonly ReadText[]): Set<string> {
  const fields = candidates.flatMap(({ evidence }) => evidence.flatMap(({ text }) => text.split(/[\s,;"]+/)));
  const inTexts = texts.flatMap(({ claims }) =>
    claims.flatMap((claim) => (claim.kind === 'term' ? [claim.value] : [])),
  );
  return new Set(
    [
      ...facts.assets.flatMap(({ interfaces, instances }) => [...interfaces, ...instances]),
      // Ids have a digit beside their letters; ACCEPT and OK are words of the format.
      ...fields.filter((field) => (/[a-z]/i.test(field) && /\d/.test(field)) || /^\d{12}$/.test(field)),
      ...input.sources.map(({ name }) => name),
      ...inTexts,
    ].map((term) => term.toLowerCase()),
  );
}
