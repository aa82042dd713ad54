import { lookupTechnique, type Technique } from '#lib/attack/attack.ts';
import { everyCheck } from '#lib/grounding/every-check.ts';
import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { AttackAnswer, Finding } from '#lib/model/steps.ts';
import { createGate, type Gate } from '../gate.ts';
import type { Verification } from '../step.ts';
import { writtenAnswer } from '../written.ts';
import type { AttackWire } from './schema.ts';

const checks = { reasoning: everyCheck };

type Row = AttackAnswer['rows'][number];

/**
 * Takes name and tactic from the table by id and holds confidence to what flow logs and the candidate carry. Every
 * finding without a row left has no confident mapping.
 */
export function verifyAttack(wire: AttackWire, investigation: Investigation): Verification<'attack'> {
  const { findings } = writtenAnswer(investigation, 'anomalies');
  const gate = createGate(investigation, 'attack');
  const rows: Row[] = [];
  for (const entry of wire.rows) {
    const finding = findings.find(({ number }) => number === entry.finding);
    const row = finding ? checkedRow(entry, finding, gate) : null;
    if (!finding) gate.reject(`finding ${entry.finding}: ${entry.technique}`, `there is no finding ${entry.finding}`);
    if (!row) continue;
    if (rows.some((other) => other.finding === row.finding && other.technique === row.technique)) {
      gate.reject(
        `finding ${row.finding}: ${row.technique}`,
        `${row.technique} is given twice for finding ${row.finding}`,
      );
    } else rows.push(row);
  }
  for (const number of wire.unmapped) {
    if (!findings.some((finding) => finding.number === number))
      gate.reject(`unmapped: ${number}`, `there is no finding ${number}`);
    else if (rows.some((row) => row.finding === number)) {
      gate.reject(`unmapped: ${number}`, `finding ${number} has a row, so it is mapped`);
    }
  }
  const unmapped = findings.map(({ number }) => number).filter((number) => !rows.some((row) => row.finding === number));
  return {
    answer: { rows: rows.sort((a, b) => a.finding - b.finding), unmapped },
    rejected: [...gate.rejected],
    // To map nothing is an answer; to lose every mapping is none.
    substance: rows.length > 0 || wire.rows.length === 0,
  };
}

function checkedRow(entry: AttackWire['rows'][number], { number, candidate: id }: Finding, gate: Gate): Row | null {
  const technique = activeTechnique(entry.technique, number, gate);
  if (!technique) return null;
  const candidate = gate.index.candidate(id);
  const reasoning = gate.pass(entry.reasoning, checks.reasoning, { candidate, technique: technique.id });
  if (reasoning === '') {
    gate.reject(`finding ${number}: ${technique.id}`, 'nothing is left of its reasoning');
    return null;
  }
  return {
    finding: number,
    techniqueName: technique.name,
    technique: technique.id,
    tactic: checkedTactic(entry.tactic, technique, number, gate),
    reasoning,
    confidence: checkedConfidence(entry.confidence, technique, { candidate, number }, gate),
  };
}

/** The technique itself, or what became of it; null for one that flow logs cannot show or that is none. */
function activeTechnique(id: string, number: number, gate: Gate): Technique | null {
  const found = lookupTechnique(id);
  const claim = `finding ${number}: ${id}`;
  switch (found.status) {
    case 'active':
      return found.technique;
    case 'unknown':
      gate.reject(claim, `${id} is not among the techniques that flow logs can show`);
      return null;
    case 'revoked':
      gate.reject(
        claim,
        found.successor
          ? `${id} was revoked in ATT&CK 19; ${found.successor.id} stands in its place`
          : `${id} was revoked in ATT&CK 19`,
      );
      return found.successor;
  }
}

function checkedTactic(given: string, { id, tactics }: Technique, number: number, gate: Gate): string {
  const same = tactics.find((tactic) => tactic.toLowerCase() === given.trim().toLowerCase());
  if (same) return same;
  const first = tactics[0] ?? '';
  gate.reject(
    `finding ${number}: ${id}, ${given}`,
    `${given.trim() || 'an empty tactic'} is not a tactic of ${id}; ${first} stands in its place`,
  );
  return first;
}

const levels = ['Low', 'Medium', 'High'] as const;
const levelOf = { low: 'Low', medium: 'Medium', high: 'High' } as const;

/** At most what flow logs alone carry for this technique, and at most what the check said; its own ideas are Low at most. */
function checkedConfidence(
  given: Row['confidence'],
  { id, cap }: Technique,
  { candidate, number }: { candidate: Candidate | null; number: number },
  gate: Gate,
): Row['confidence'] {
  const mapping = candidate?.attack.find(({ technique }) => technique === id);
  const limits = [
    { level: cap, why: `flow logs alone carry at most ${cap} for ${id}` },
    mapping
      ? { level: levelOf[mapping.confidence], why: `the check gives ${levelOf[mapping.confidence]} for ${id}` }
      : { level: 'Low' as const, why: `the check does not map this to ${id}, so Low is the most` },
  ];
  const lowest = limits.reduce((least, limit) =>
    levels.indexOf(limit.level) < levels.indexOf(least.level) ? limit : least,
  );
  if (levels.indexOf(given) <= levels.indexOf(lowest.level)) return given;
  gate.reject(`finding ${number}: ${id} with ${given} confidence`, `${lowest.why}; ${lowest.level} stands`);
  return lowest.level;
}
