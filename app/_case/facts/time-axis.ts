import { scaleUtc } from 'd3-scale';

export interface Tick {
  /** Distance from the left, 0 to 100. */
  percent: number;
  label: string;
}

/**
 * Where an epoch lies between two others, in percent of the way. What lies beyond stands at the edge: a record may end
 * after the stretch in which the last one began.
 */
export function percentOf(epoch: number, start: number, end: number): number {
  return end > start ? Math.min(100, Math.max(0, ((epoch - start) / (end - start)) * 100)) : 0;
}

/** Round times between two epochs with labels as short as they can be told apart; all UTC. */
export function timeTicks(start: number, end: number, count: number): Tick[] {
  const ticks = scaleUtc([start * 1000, end * 1000], [0, 100]).ticks(count);
  const seconds = (end - start) / Math.max(count, 1);
  return ticks.map((date) => ({
    percent: percentOf(date.getTime() / 1000, start, end),
    label: label(date.toISOString(), seconds),
  }));
}

function label(iso: string, secondsApart: number): string {
  if (secondsApart >= 86_400) return iso.slice(5, 10);
  if (iso.slice(11, 19) === '00:00:00') return iso.slice(5, 10);
  return secondsApart >= 60 ? `${iso.slice(11, 16)}Z` : `${iso.slice(11, 19)}Z`;
}
