/** One made-up record; only what a story needs is given, the rest has ordinary values. */
export interface MadeFlow {
  source: string;
  destination: string;
  sourcePort: number;
  destinationPort: number;
  protocol?: number;
  packets?: number;
  bytes?: number;
  /** Epoch seconds. */
  start: number;
  /** Seconds from first to last packet. */
  seconds?: number;
  action?: 'ACCEPT' | 'REJECT';
  interface?: string;
}

/** Account of every sample; made up. */
const account = '123456789012';

/** A record of the default format. */
export function defaultLine(flow: MadeFlow): string {
  const { protocol = 6, packets = 10, bytes = packets * 60, seconds = 20, action = 'ACCEPT' } = flow;
  const ends = `${flow.source} ${flow.destination} ${flow.sourcePort} ${flow.destinationPort} ${protocol}`;
  const network = flow.interface ?? 'eni-0a1b2c3d4e5f60718';
  return `2 ${account} ${network} ${ends} ${packets} ${bytes} ${flow.start} ${flow.start + seconds} ${action} OK`;
}

/** Header and records of a custom layout with flags and direction, as many account owners choose it. */
export const wideHeader =
  'version region account-id instance-id interface-id type srcaddr dstaddr srcport dstport protocol bytes packets tcp-flags start end action log-status flow-direction traffic-path';

export function wideLine(flow: MadeFlow & { flags: number; direction: 'ingress' | 'egress' }): string {
  const { protocol = 6, packets = 10, bytes = packets * 60, seconds = 20, action = 'ACCEPT' } = flow;
  const network = flow.interface ?? 'eni-0a1b2c3d4e5f60718';
  const ends = `${flow.source} ${flow.destination} ${flow.sourcePort} ${flow.destinationPort}`;
  const path = flow.direction === 'egress' ? '8' : '-';
  return `5 us-east-2 ${account} i-0fedcba9876543210 ${network} IPv4 ${ends} ${protocol} ${bytes} ${packets} ${flow.flags} ${flow.start} ${flow.start + seconds} ${action} OK ${flow.direction} ${path}`;
}

/** Numbers that look random and are the same every time (mulberry32): whole, from `low` to `high`. */
export function seededNumbers(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    return low + Math.floor(share * (high - low + 1));
  };
}
