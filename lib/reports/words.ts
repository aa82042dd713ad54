import { formatCount, formatDuration, formatPorts, formatTime } from '#lib/names/format.ts';

/** The first of a list, and how many more there are. */
export function shortList(values: readonly string[], shown = 10): string {
  const more = values.length - shown;
  return more > 0 ? `${values.slice(0, shown).join(', ')} and ${formatCount(more)} more` : values.join(', ');
}

/** Ports as ranges; of more than 60 the first, and how many more there are. */
export function shortPorts(ports: readonly number[]): string {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const more = sorted.length - 60;
  return more > 0 ? `${formatPorts(sorted.slice(0, 60))} and ${formatCount(more)} more` : formatPorts(sorted);
}

/** `2024-01-15 14:23:15Z to 2024-01-15 14:24:13Z (58 s)`, in UTC. */
export function period(start: number | null, end: number | null): string {
  if (start === null && end === null) return 'the records carry no times';
  if (start === null || end === null || start === end) return formatTime(start ?? end ?? 0);
  return `${formatTime(start)} to ${formatTime(end)} (${formatDuration(end - start)})`;
}

/** `distinctPortsMin = 5`, in the order of the names. */
export function thresholdText(thresholds: Readonly<Record<string, number | readonly number[]>>): string {
  return Object.keys(thresholds)
    .sort()
    .map((name) => `${name} = ${numberText(thresholds[name] ?? [])}`)
    .join('; ');
}

function numberText(value: number | readonly number[]): string {
  if (typeof value !== 'number') return shortPorts(value) || 'none';
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

/** A word of the scales with a capital letter, as reports print it. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
