import { everyCheck } from '#lib/grounding/every-check.ts';
import type { Candidate, EvidenceLine } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type Severity, severities, severityRank } from '#lib/model/scale.ts';
import type { Finding } from '#lib/model/steps.ts';
import { createGate, type Gate } from '../gate.ts';
import type { Verification } from '../step.ts';
import type { AnomaliesWire } from './schema.ts';

const checks = { title: everyCheck, why: everyCheck };

type Draft = Omit<Finding, 'number'>;

/**
 * Ties each finding to its candidate. A finding without one is dropped, a severity beyond it is put right, and what an
 * author left out comes back in the program's own words when it is high or critical: nobody may hide one.
 */
export function verifyAnomalies(wire: AnomaliesWire, investigation: Investigation): Verification<'anomalies'> {
  const gate = createGate(investigation, 'anomalies');
  const kept = new Map<string, Draft>();
  for (const entry of wire.findings) {
    const candidate = gate.index.candidate(entry.candidate.trim().toUpperCase());
    const claim = `${entry.candidate}: ${entry.title}`;
    if (!candidate) gate.reject(claim, `there is no candidate ${entry.candidate}`);
    else if (kept.has(candidate.id)) gate.reject(claim, `${candidate.id} is a finding already`);
    else {
      const draft = checkedDraft(entry, candidate, gate);
      if (draft) kept.set(candidate.id, draft);
    }
  }
  const written = kept.size;
  for (const candidate of investigation.candidates) {
    if (kept.has(candidate.id) || severityRank(candidate.severity) > severityRank('high')) continue;
    gate.reject(
      candidate.title,
      `${candidate.id} is ${candidate.severity} and was left out or lost its words; it stands as computed`,
    );
    kept.set(candidate.id, computedDraft(candidate));
  }
  const order = investigation.candidates.map(({ id }) => id);
  const findings = [...kept.values()]
    .sort(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) || order.indexOf(a.candidate) - order.indexOf(b.candidate),
    )
    .map((draft, index) => ({ number: index + 1, ...draft }));
  const serious = investigation.candidates.some(({ severity }) => severityRank(severity) <= severityRank('medium'));
  const dropped = wire.findings.length > 0 && investigation.candidates.length > 0;
  return { answer: { findings }, rejected: [...gate.rejected], substance: written > 0 || !(serious || dropped) };
}

function checkedDraft(entry: AnomaliesWire['findings'][number], candidate: Candidate, gate: Gate): Draft | null {
  const title = gate.pass(entry.title, checks.title, { candidate });
  const why = gate.pass(entry.why, checks.why, { candidate });
  if (title === '' || why === '') {
    gate.reject(`${candidate.id}: ${entry.title}`, `nothing is left of its ${title === '' ? 'title' : 'reason'}`);
    return null;
  }
  return {
    candidate: candidate.id,
    title,
    severity: checkedSeverity(entry.severity, candidate, gate),
    why,
    entries: entriesOf(candidate, citedLines(entry.evidence, candidate, gate)),
  };
}

/** Never above the computed severity; one step below is a judgement an author may make, more would hide it. */
function checkedSeverity(given: Severity, { id, severity }: Candidate, gate: Gate): Severity {
  const lowest = severities[severityRank(severity) + 1] ?? severity;
  if (severityRank(given) < severityRank(severity)) {
    gate.reject(`${id} is ${given}`, `the check gives at most ${severity}; that stands`);
    return severity;
  }
  if (severityRank(given) > severityRank(lowest)) {
    gate.reject(`${id} is ${given}`, `the check gives ${severity}; ${lowest} is the least it may be called`);
    return lowest;
  }
  return given;
}

/** The lines that are cited and exist; all of them where none is. */
function citedLines(cited: readonly string[], { id, evidence }: Candidate, gate: Gate): readonly EvidenceLine[] {
  const numbers = cited.flatMap((name) => {
    const [, candidate = '', line = ''] = /^\s*(C\d+)\.(\d+)\s*$/i.exec(name) ?? [];
    const number = Number(line);
    if (candidate.toUpperCase() === id && evidence[number - 1]) return [number];
    gate.reject(`${id} cites ${name}`, `there is no line ${name} among the evidence of ${id}`);
    return [];
  });
  const lines = evidence.filter((_, index) => numbers.includes(index + 1));
  return lines.length > 0 ? lines : evidence;
}

function entriesOf({ ports }: Candidate, lines: readonly EvidenceLine[]): Finding['entries'] {
  return lines.map(({ source, line, fields }) => {
    const own = [fields.dstport, fields.srcport].find((port) => port !== null && ports.includes(port));
    return {
      source: fields.srcaddr ?? '-',
      destination: fields.dstaddr ?? '-',
      // The service's port, which in an answer stands on the side of the sender.
      port: own ?? fields.dstport,
      file: source,
      line,
    };
  });
}

const computedDraft = (candidate: Candidate): Draft => ({
  candidate: candidate.id,
  title: candidate.title,
  severity: candidate.severity,
  why: candidate.why,
  entries: entriesOf(candidate, candidate.evidence),
});
