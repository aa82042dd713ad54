import type { InputReport } from '#lib/model/input.ts';
import { formatCount, plural } from '#lib/names/format.ts';

/** What the analysis would use of the log beyond the default format, and what cannot be told without it. */
const uses: readonly [field: string, loss: string][] = [
  ['tcp-flags', 'who opened a TCP conversation is told from the ports, and half-open connections cannot be seen'],
  ['flow-direction', 'direction is told from the addresses'],
  ['pkt-srcaddr', 'the true ends of traffic behind a NAT gateway or transit gateway cannot be seen'],
  ['action', 'what was accepted and what was rejected cannot be told'],
  ['bytes', 'volumes cannot be told'],
  ['start', 'nothing can be placed in time'],
  ['srcport', 'services and scans cannot be told from ports'],
];

/** What these logs cannot show: always, by the nature of flow logs, and because of this input. */
export function blindSpots(input: InputReport, flows: number): string[] {
  const lacking = uses.filter(([field]) => input.missingFields.includes(field));
  const damaged = input.sources.filter((source) => source.damage !== null);
  return [
    'Flow logs hold no payload: they cannot prove a login, a command, a file or an exploit.',
    'Never logged: DNS to the Amazon resolver, instance metadata (IMDS), Amazon time sync, DHCP, mirrored traffic.',
    'A record sums up to one or ten minutes of one interface: the order within it is not known.',
    ...lacking.map(([field, loss]) => `The field ${field} is missing: ${loss}.`),
    ...(input.skipData > 0
      ? [`${plural(input.skipData, 'SKIPDATA record')}: AWS dropped an unknown number of flows there.`]
      : []),
    ...(input.noData > 0 ? [`${plural(input.noData, 'NODATA record')}: intervals in which nothing flowed.`] : []),
    ...(input.rejected > 0
      ? [`${plural(input.rejected, 'line')} could not be read and ${input.rejected === 1 ? 'is' : 'are'} in no count.`]
      : []),
    ...damaged.map((source) => `${source.name} was read in part: ${source.damage}.`),
    ...(flows > 0 && flows <= 100
      ? [`${formatCount(flows)} flows are enough for rates and outliers, not for a baseline.`]
      : []),
  ];
}
