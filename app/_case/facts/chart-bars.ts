import type { Timeline } from '#lib/model/facts.ts';

/** One bar of the picture: one bucket of the timeline, or several where there are more than a screen can show. */
export interface Bar {
  /** Epoch seconds; `end` is exclusive. */
  start: number;
  end: number;
  flows: number;
  accepted: number;
  rejected: number;
  bytesIn: number;
  bytesOut: number;
}

/** At most `max` bars over the time of the buckets; buckets of the same slot are summed, empty slots have no bar. */
export function chartBars({ bucketSeconds, buckets }: Timeline, max: number): Bar[] {
  const starts = buckets.map((bucket) => bucket.start);
  const first = Math.min(...starts);
  const slots = buckets.length === 0 ? 0 : (Math.max(...starts) - first) / bucketSeconds + 1;
  const seconds = bucketSeconds * Math.max(Math.ceil(slots / max), 1);
  const bars = new Map<number, Bar>();
  for (const { start, ...sums } of buckets) {
    const slot = Math.floor((start - first) / seconds);
    const bar = bars.get(slot);
    const from = first + slot * seconds;
    bars.set(slot, bar ? add(bar, sums) : { start: from, end: from + seconds, ...sums });
  }
  return [...bars.values()].sort((a, b) => a.start - b.start);
}

function add(bar: Bar, sums: Omit<Bar, 'start' | 'end'>): Bar {
  return {
    ...bar,
    flows: bar.flows + sums.flows,
    accepted: bar.accepted + sums.accepted,
    rejected: bar.rejected + sums.rejected,
    bytesIn: bar.bytesIn + sums.bytesIn,
    bytesOut: bar.bytesOut + sums.bytesOut,
  };
}

/** The bar with the most of something, or null where there is none of it. */
export function peak(bars: readonly Bar[], of: 'bytesIn' | 'bytesOut' | 'flows' | 'rejected'): Bar | null {
  const most = bars.reduce<Bar | null>((best, bar) => (best === null || bar[of] > best[of] ? bar : best), null);
  return most && most[of] > 0 ? most : null;
}
