import { scanClaims } from '#lib/grounding/claims.ts';
import { everyCheck } from '#lib/grounding/every-check.ts';
import type { FactIndex } from '#lib/grounding/fact-index.ts';
import { canonicalAddress } from '#lib/grounding/scan/addresses.ts';
import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { riskLevel } from '#lib/model/scale.ts';
import type { Finding, ReportAnswer } from '#lib/model/steps.ts';
import { joinWords } from '#lib/names/format.ts';
import { createGate, type Gate } from '../gate.ts';
import type { Verification } from '../step.ts';
import { writtenAnswer } from '../written.ts';
import type { ReportWire } from './schema.ts';

const checks = {
  executiveSummary: everyCheck,
  observed: everyCheck,
  why: everyCheck,
  involvement: everyCheck,
  action: everyCheck,
  logSource: everyCheck,
  question: everyCheck,
};
const actionsMax = 5;

type ReportFinding = ReportAnswer['findings'][number];

/**
 * Fills ids, severities, ends and times of the findings from the facts, takes the risk level from the severities, and
 * lets only those actions stand that are about something in the logs.
 */
export function verifyReport(wire: ReportWire, investigation: Investigation): Verification<'report'> {
  const { findings } = writtenAnswer(investigation, 'anomalies');
  const gate = createGate(investigation, 'report');
  const risk = riskLevel(findings.map(({ severity }) => severity));
  if (wire.riskLevel !== risk)
    gate.reject(`Risk Level: ${wire.riskLevel}`, `the severities of the findings make it ${risk}`);

  const written = checkedFindings(wire.findings, findings, gate);
  const answer: ReportAnswer = {
    executiveSummary: gate.pass(wire.executiveSummary, checks.executiveSummary),
    riskLevel: risk,
    findings: findings.map((finding) => written.get(finding.number) ?? computedFinding(finding, gate)),
    affectedAssets: checkedAssets(wire.affectedAssets, findings, investigation, gate),
    actions: checkedActions(wire.actions, gate),
    furtherInvestigation: {
      logSources: each(wire.furtherInvestigation.logSources, (text) => gate.pass(text, checks.logSource)),
      questions: each(wire.furtherInvestigation.questions, (text) => gate.pass(text, checks.question)),
    },
  };
  const ownWords = findings.length === 0 || written.size > 0;
  return { answer, rejected: [...gate.rejected], substance: answer.executiveSummary !== '' && ownWords };
}

/** What passed, each once, without what is empty now. */
const each = (texts: readonly string[], pass: (text: string) => string): string[] => [
  ...new Set(texts.map(pass).filter((text) => text !== '')),
];

function checkedFindings(
  wire: ReportWire['findings'],
  findings: readonly Finding[],
  gate: Gate,
): Map<number, ReportFinding> {
  const kept = new Map<number, ReportFinding>();
  for (const { finding: number, observed, why } of wire) {
    const finding = findings.find((other) => other.number === number);
    if (!finding) gate.reject(`finding ${number}: ${observed}`, `there is no finding ${number}`);
    else if (kept.has(number)) gate.reject(`finding ${number}: ${observed}`, `finding ${number} is given twice`);
    else {
      const candidate = gate.index.candidate(finding.candidate);
      const words = {
        observed: gate.pass(observed, checks.observed, { candidate }),
        why: gate.pass(why, checks.why, { candidate }),
      };
      if (words.observed !== '' && words.why !== '') kept.set(number, { ...placed(finding, candidate), ...words });
    }
  }
  return kept;
}

/** A finding that the report left out or could not say: step 2 has said it already. */
function computedFinding(finding: Finding, gate: Gate): ReportFinding {
  const candidate = gate.index.candidate(finding.candidate);
  gate.reject(finding.title, `finding ${finding.number} was left out or lost its words; it stands as in step 2`);
  return { ...placed(finding, candidate), observed: finding.title, why: finding.why };
}

function placed({ number, severity }: Finding, candidate: Candidate | null): Omit<ReportFinding, 'observed' | 'why'> {
  return {
    id: `${severity.toUpperCase()}-${String(number).padStart(3, '0')}`,
    finding: number,
    severity,
    source: named(candidate?.actors ?? []),
    destination: named(candidate?.targets ?? []),
    start: candidate?.firstSeen ?? null,
    end: candidate?.lastSeen ?? null,
  };
}

/** Up to three addresses by name. */
function named(addresses: readonly string[]): string {
  if (addresses.length > 3) return `${addresses.slice(0, 3).join(', ')} and ${addresses.length - 3} more`;
  return joinWords(addresses) || '-';
}

/** Internal addresses with roles from the facts. One that a finding involves is never missing. */
function checkedAssets(
  wire: ReportWire['affectedAssets'],
  findings: readonly Finding[],
  { facts }: Investigation,
  gate: Gate,
): ReportAnswer['affectedAssets'] {
  const kept = new Map<string, ReportAnswer['affectedAssets'][number]>();
  const roles = new Map(facts.assets.map(({ address, role }) => [canonicalAddress(address) ?? address, role]));
  const role = (address: string) => roles.get(address) ?? 'not identifiable';
  for (const { address: given, involvement } of wire) {
    const address = canonicalAddress(given.trim());
    const claim = `${given}: ${involvement}`;
    if (address === null || !gate.index.addresses.has(address))
      gate.reject(claim, `the address ${given} is not in the facts`);
    else if (!gate.index.internal(address)) gate.reject(claim, `${given} is no internal address`);
    else if (kept.has(address)) gate.reject(claim, `${given} is given twice`);
    else {
      const passed = gate.pass(involvement, checks.involvement);
      if (passed !== '') kept.set(address, { address, role: role(address), involvement: passed });
    }
  }
  for (const [address, numbers] of involved(findings, gate.index)) {
    if (kept.has(address)) continue;
    const involvement = `Involved in ${numbers.length === 1 ? 'finding' : 'findings'} ${joinWords(numbers.map(String))}.`;
    kept.set(address, { address, role: role(address), involvement });
  }
  return [...kept.values()];
}

/** The internal addresses of the findings with the numbers of their findings. */
function involved(findings: readonly Finding[], index: FactIndex): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  for (const { number, candidate: id } of findings) {
    const candidate = index.candidate(id);
    const ends = new Set(
      [...(candidate?.actors ?? []), ...(candidate?.targets ?? [])].map((text) => canonicalAddress(text) ?? text),
    );
    for (const address of ends) {
      if (index.internal(address)) numbers.set(address, [...(numbers.get(address) ?? []), number]);
    }
  }
  return numbers;
}

/** Actions about something in the logs, at most five; the object is named where the words do not name it. */
function checkedActions(wire: ReportWire['actions'], gate: Gate): ReportAnswer['actions'] {
  const kept: ReportAnswer['actions'] = [];
  for (const { action, object: given } of wire) {
    const object = heldObject(given.trim(), gate.index);
    if (object === null)
      gate.reject(`${action} (${given})`, `${given.trim() || 'nothing'} is no address, port or interface of the facts`);
    else {
      const passed = gate.pass(action, checks.action);
      const full =
        passed === '' || names(passed, given.trim()) ? passed : `${passed.replace(/\.$/, '')} (${given.trim()}).`;
      if (full === '' || kept.some((other) => other.action === full)) continue;
      if (kept.length < actionsMax) kept.push({ action: full, object });
      else gate.reject(action, `a report has at most ${actionsMax} actions`);
    }
  }
  return kept;
}

/** The object as the facts spell it: an address, a port or an id that they hold; null for anything else. */
function heldObject(text: string, index: FactIndex): string | null {
  const address = canonicalAddress(text);
  if (address !== null) return index.addresses.has(address) ? address : null;
  const [, port] =
    /^(?:(?:tcp|udp)[ /]?)?(?:ports? ?)?(?:(?:tcp|udp)[ /]?)?(\d{1,5})(?:\/(?:tcp|udp))?$/i.exec(text) ?? [];
  if (port !== undefined) return index.ports(null).has(Number(port)) ? text : null;
  return text !== '' && index.terms.has(text.toLowerCase()) ? text : null;
}

/** True when the words name the object, in whatever spelling of it. */
function names(action: string, object: string): boolean {
  if (action.toLowerCase().includes(object.toLowerCase())) return true;
  const wanted = canonicalAddress(object);
  const digits = /\d+/.exec(object)?.[0];
  return scanClaims(action).some(
    (claim) =>
      (claim.kind === 'address' && wanted !== null && claim.address === wanted) ||
      (claim.kind === 'port' && wanted === null && digits !== undefined && String(claim.from) === digits),
  );
}
