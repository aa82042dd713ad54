import type { Candidate } from '#lib/model/detection.ts';
import { type Hold, heldMeasure } from './held.ts';

/** Numbers of one candidate: what it measured, what it asked for, and its evidence lines. */
export function holdCandidate(candidate: Candidate, hold: Hold) {
  const { id, actors, targets, ports, firstSeen, lastSeen, evidence } = candidate;
  const about = { addresses: [...actors, ...targets], candidate: id };
  const group = `candidate ${id}`;
  const { action } = candidate.evidenceFilter;
  hold(
    group,
    {
      flows: [candidate.flows, candidate.evidenceTotal],
      lines: [candidate.evidenceTotal, evidence.length],
      rejected: action === 'REJECT' ? candidate.flows : action === 'ACCEPT' ? 0 : [],
      accepted: action === 'ACCEPT' ? candidate.flows : action === 'REJECT' ? 0 : [],
      bytes: candidate.bytes,
      ports: ports.length,
      hosts: [actors.length, targets.length, new Set([...actors, ...targets]).size],
      duration: firstSeen !== null && lastSeen !== null ? lastSeen - firstSeen : [],
    },
    about,
  );
  for (const [values, threshold] of [
    [candidate.measures, false],
    [candidate.thresholds, true],
  ] as const) {
    for (const [name, value] of Object.entries(values)) {
      const measure = heldMeasure(name, value);
      hold(group, { [measure.kind]: measure.value }, { ...about, threshold });
    }
  }
  for (const { line, fields } of evidence) {
    const ends = [fields.srcaddr, fields.dstaddr].filter((address) => address !== null);
    const seconds = fields.start !== null && fields.end !== null ? fields.end - fields.start : [];
    hold(
      `line ${line}`,
      { bytes: fields.bytes ?? [], packets: fields.packets ?? [], duration: seconds },
      { addresses: ends, candidate: id },
    );
  }
}
