import { lookupTechnique, type Technique } from '#lib/attack/attack.ts';
import type { Mapping } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { plural } from '#lib/names/format.ts';
import { type Found, foundIn } from './found.ts';
import { hostWords, paragraph, sentence } from './words.ts';

/** Step 3: the techniques that the detections map to, one row each, no surer than flow logs can be. */
export function writeAttack(investigation: Pick<Investigation, 'steps' | 'candidates'>) {
  const findings = foundIn(investigation);
  const rows = findings.flatMap(rowsOf);
  const unmapped = findings.map(({ number }) => number).filter((number) => !rows.some((row) => row.finding === number));
  return { rows, unmapped };
}

function rowsOf(found: Found) {
  const seen = new Set<string>();
  return found.candidate.attack.flatMap((mapping) => {
    const technique = activeTechnique(mapping.technique);
    if (!technique || seen.has(technique.id)) return [];
    seen.add(technique.id);
    return [
      {
        finding: found.number,
        technique: technique.id,
        tactic: tacticOf(technique),
        reasoning: reasoningOf(mapping, found),
        confidence: heldConfidence(mapping, technique),
      },
    ];
  });
}

function activeTechnique(id: string): Technique | null {
  const found = lookupTechnique(id);
  if (found.status === 'active') return found.technique;
  return found.status === 'revoked' ? found.successor : null;
}

/** Flow logs show the way in, not what stays or hides: of several tactics the first that traffic itself can show. */
const shown = ['Initial Access', 'Command and Control', 'Discovery', 'Credential Access'];

function tacticOf({ tactics }: Technique): string {
  if (tactics.length > 1) {
    const telling = shown.find((tactic) => tactics.includes(tactic));
    if (telling) return telling;
  }
  return tactics[0] ?? '';
}

/** The reason of the detection, and then who it was and how often. */
function reasoningOf({ reasoning }: Mapping, { candidate }: Found): string {
  const { actors, targets, flows } = candidate;
  const ends = [hostWords(actors), hostWords(targets)].filter((words) => words !== '').join(' to ');
  return paragraph(sentence(reasoning), ends === '' ? '' : sentence(`Seen: ${ends}, ${plural(flows, 'flow')}`));
}

const levels = ['High', 'Medium', 'Low'] as const;

function heldConfidence({ confidence }: Mapping, { cap }: Technique): (typeof levels)[number] {
  const own = levels.findIndex((level) => level.toLowerCase() === confidence);
  return levels[Math.max(own, levels.indexOf(cap))] ?? 'Low';
}
