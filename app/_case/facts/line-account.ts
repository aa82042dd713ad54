import type { InputReport } from '#lib/model/input.ts';
import { formatCount, plural } from '#lib/names/format.ts';

/** Every line accounted for: `17 lines = 15 records + 1 blank + 1 not read`. */
export function lineAccount(input: InputReport): string {
  const parts = [
    plural(input.records, 'record'),
    input.headers > 0 ? plural(input.headers, 'header') : null,
    input.blank > 0 ? `${formatCount(input.blank)} blank` : null,
    input.rejected > 0 ? `${formatCount(input.rejected)} not read` : null,
  ];
  return `${plural(input.lines, 'line')} = ${parts.filter((part) => part !== null).join(' + ')}`;
}

/** What there is when no flow is: an interface that was silent, or records that AWS did not write. */
export function noTraffic({ noData, skipData, lines }: InputReport): string | null {
  const parts = [
    noData > 0 ? `${formatCount(noData)} NODATA (nothing flowed)` : null,
    skipData > 0 ? `${formatCount(skipData)} SKIPDATA (AWS dropped records)` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return `${plural(lines, 'line')}, no traffic: ${parts.join(', ')}. Widen the time range or check the interface.`;
}
