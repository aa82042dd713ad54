import { z } from 'zod';
import type { Detection, Threshold } from '#lib/detections/detection.ts';
import { detections } from '#lib/detections/registry.ts';
import { AppError } from '#lib/model/app-error.ts';
import { plural } from '#lib/names/format.ts';
import { alignedTable, columnsOf } from '../aligned-table.ts';
import type { Context } from '../program.ts';
import { write } from '../terminal.ts';

type Entry = Omit<Detection, 'row' | 'judge'> & { sql: string; readme: string };

const catalogue: readonly Entry[] = detections;

/** `flowcase detections [ID]`: the catalogue, or one entry with its story, its thresholds and its SQL. */
export async function listDetections(id: unknown, { terminal }: Context): Promise<number> {
  const wanted = z.string().optional().parse(id);
  await write(terminal.stdout, wanted === undefined ? listText(catalogue) : entryText(entryNamed(wanted)));
  return 0;
}

function entryNamed(wanted: string): Entry {
  const key = wanted.toLowerCase();
  const entry = catalogue.find(({ id, catalogue: number }) => id === key || number.toLowerCase() === key);
  if (entry) return entry;
  throw new AppError('detection-unknown', {
    detail: `«${wanted.slice(0, 60)}» is none of the ${catalogue.length}.`,
    hint: '`flowcase detections` lists them.',
  });
}

function listText(entries: readonly Entry[]): string {
  const rows = entries.map(({ id, catalogue: number, title, looksFor }) => [id, number, title, looksFor]);
  return `${alignedTable(columnsOf(['ID', 'ENTRY', 'TITLE', 'LOOKS FOR']), rows)}\n`;
}

/** The README says what it does; the thresholds and the SQL are printed as they are bound and run. */
function entryText({ id, catalogue: number, readme, needs, flowsMin, thresholds, sql }: Entry): string {
  const rows = Object.entries(thresholds).map(([name, threshold]) => [
    `${id}.${name}`,
    valueText(threshold),
    threshold.unit,
  ]);
  return [
    `${readme.trim()}\n`,
    `Catalogue entry ${number}. Needs ${needs.join(', ') || 'no particular field'}, and at least ${plural(flowsMin, 'flow')}.\n`,
    rows.length > 0 ? `${alignedTable(columnsOf(['FOR --set', 'VALUE', 'UNIT']), rows)}\n` : 'No thresholds.\n',
    `${sql.trim()}\n`,
  ].join('\n');
}

function valueText(threshold: Threshold): string {
  if ('small' in threshold) return `${threshold.small} (small log), ${threshold.large} (large log)`;
  return typeof threshold.value === 'number' ? String(threshold.value) : threshold.value.join(',');
}
