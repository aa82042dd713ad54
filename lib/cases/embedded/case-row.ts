import { z } from 'zod';
import type { CaseSummary, StoredCase } from '#lib/cases/store.ts';
import { AppError } from '#lib/model/app-error.ts';
import { Investigation } from '#lib/model/investigation.ts';
import type { CaseRow } from './migrations.ts';

/** The row that keeps a case. */
export function rowOf(entry: StoredCase): CaseRow {
  return {
    id: entry.id,
    name: entry.name,
    sample: entry.sample ? 1 : 0,
    options: JSON.stringify(entry.options),
    investigation: JSON.stringify(entry.investigation),
    flows: entry.flows,
    candidates: entry.candidates,
    worst: entry.worst,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  };
}

/** The line of the list that a row gives, without reading its document. */
export function listed(row: Omit<CaseRow, 'options' | 'investigation'>): CaseSummary {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sample: row.sample === 1,
    flows: row.flows,
    candidates: row.candidates,
    worst: row.worst,
  };
}

/** The case of a row. Throws `store-failed` naming the case when its document no longer parses. */
export function caseOf(row: CaseRow): StoredCase {
  try {
    return {
      ...listed(row),
      options: Options.parse(JSON.parse(row.options)),
      investigation: Investigation.parse(JSON.parse(row.investigation)),
    };
  } catch (cause) {
    throw new AppError('store-failed', {
      detail: `The case «${row.name}» (${row.id}) can no longer be read.`,
      hint: 'It may come from another version of Flowcase. Delete it, or open it with the version that made it.',
      cause,
    });
  }
}

const Options = z.object({
  layout: z.union([z.literal('auto'), z.array(z.string())]),
  internal: z.array(z.string()),
});
