import { z } from 'zod';
import table from './techniques.json' with { type: 'json' };

const Technique = z.object({
  id: z.string().regex(/^T\d{4}(\.\d{3})?$/),
  name: z.string(),
  tactics: z.array(z.string()).min(1),
  max_confidence_from_flow_logs: z.enum(['High', 'Medium', 'Low']),
  evidence_in_flows: z.string(),
  needed_to_confirm: z.string(),
});

export interface Technique {
  id: string;
  name: string;
  /** As printed: `Command and Control`. */
  tactics: string[];
  /** The most that flow logs alone can carry. */
  cap: 'High' | 'Medium' | 'Low';
  /** What it looks like in flows. */
  shows: string;
  needsToConfirm: string;
}

/** Version of MITRE ATT&CK that names and tactics come from. */
export const attackVersion = table.meta.attack_version;

/** The pinned table: the techniques that flow logs can show, and nothing else may be printed. */
export const techniques: readonly Technique[] = z
  .array(Technique)
  .parse(table.techniques)
  .map((row) => ({
    id: row.id,
    name: row.name,
    tactics: row.tactics.map(tacticName),
    cap: row.max_confidence_from_flow_logs,
    shows: row.evidence_in_flows,
    needsToConfirm: row.needed_to_confirm,
  }));

const byId = new Map(techniques.map((technique) => [technique.id, technique]));

// ATT&CK 19 revoked T1562 and its sub-techniques; models still write them. Only successors in the table are named.
const revoked: Record<string, string | null> = {
  T1562: null,
  'T1562.001': null,
  'T1562.002': null,
  'T1562.003': null,
  'T1562.004': null,
  'T1562.006': null,
  'T1562.007': 'T1686.001',
  'T1562.008': null,
  'T1562.009': null,
  'T1562.010': null,
  'T1562.011': null,
  'T1562.012': null,
};

export type Lookup =
  | { status: 'active'; technique: Technique }
  | { status: 'revoked'; successor: Technique | null }
  | { status: 'unknown' };

/** Looks an id up: in the table, revoked by MITRE, or neither (which includes real techniques that flow logs cannot show). */
export function lookupTechnique(id: string): Lookup {
  const key = id.trim().toUpperCase();
  const technique = byId.get(key);
  if (technique) return { status: 'active', technique };
  if (key in revoked) return { status: 'revoked', successor: byId.get(revoked[key] ?? '') ?? null };
  return { status: 'unknown' };
}

/** `command-and-control` as people write it. */
export function tacticName(slug: string): string {
  return slug
    .split('-')
    .map((word) => (word === 'and' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}
