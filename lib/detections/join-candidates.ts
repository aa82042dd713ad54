import { type Severity, severities, severityRank } from '#lib/model/scale.ts';
import type { Detection, Draft } from './detection.ts';

export interface Found {
  detection: Pick<Detection, 'id' | 'sameFactAs'>;
  draft: Draft;
}

/**
 * Looks at the drafts together: one that shares its two ends with another detection's is raised one step, and low
 * confidence holds a severity at medium. Each change is written into the steps.
 */
export function joinCandidates<Entry extends Found>(found: readonly Entry[]): Entry[] {
  const byPair = new Map<string, Entry[]>();
  for (const entry of found) {
    for (const pair of pairsOf(entry.draft)) byPair.set(pair, [...(byPair.get(pair) ?? []), entry]);
  }
  return found.map((entry) => ({ ...entry, draft: capped(raised(entry, byPair)) }));
}

// A low-confidence draft neither gives a step nor takes one: two guesses about a pair are no evidence.
function raised(entry: Found, byPair: ReadonlyMap<string, readonly Found[]>): Draft {
  const { detection, draft } = entry;
  const pairs = pairsOf(draft);
  const others = new Map<string, string>();
  for (const pair of pairs) {
    for (const other of byPair.get(pair) ?? []) {
      const id = other.detection.id;
      if (id !== detection.id && other.draft.confidence !== 'low' && !others.has(id)) others.set(id, pair);
    }
  }
  const partners = [...byPair.values()].flat().map((other) => other.detection);
  const same = [...others.keys()].filter((id) =>
    partners.some((other) => other.id === id && isSameFact(detection, other)),
  );
  const different = [...others].filter(([id]) => !same.includes(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  const steps = [...draft.steps, ...same.sort().map((id) => `same records as ${id}: counted once`)];
  if (different.length === 0 || draft.confidence === 'low' || draft.severity === 'critical') return { ...draft, steps };
  const names = different.map(([id, pair]) => (pairs.length > 1 ? `${id} (${pair})` : id));
  return {
    ...draft,
    severity: stepUp(draft.severity),
    steps: [...steps, `+1: same pair also fired ${names.join(', ')}`],
  };
}

function capped(draft: Draft): Draft {
  if (draft.confidence !== 'low' || severityRank(draft.severity) >= severityRank('medium')) return draft;
  return { ...draft, severity: 'medium', steps: [...draft.steps, 'held at medium: the confidence is low'] };
}

// Which of many sources met which of many targets is only known where one side is a single host. Whoever opened it, it is
// the same pair: an inbound contact and a later upload to that peer belong together.
function pairsOf({ actors, targets }: Draft): string[] {
  if (actors.length > 1 && targets.length > 1) return [];
  return actors.flatMap((actor) => targets.map((target) => [actor, target].sort().join(' and ')));
}

const isSameFact = (a: Found['detection'], b: Found['detection']): boolean =>
  a.sameFactAs.includes(b.id) || b.sameFactAs.includes(a.id);

const stepUp = (severity: Severity): Severity => severities[severityRank(severity) - 1] ?? 'critical';
