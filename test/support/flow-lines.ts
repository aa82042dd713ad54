/** One flow record in words; what is left out is a plain accepted TCP flow of ten packets. */
export interface FlowLine {
  src: string;
  dst: string;
  sport: number;
  dport: number;
  /** IANA number. */
  protocol?: number;
  packets?: number;
  bytes?: number;
  /** Seconds after `firstSecond`. */
  at?: number;
  /** Seconds between start and end. */
  lasts?: number;
  action?: 'ACCEPT' | 'REJECT';
  /** Stands behind the default fields; the lines then need `flagsHeader` above them. */
  flags?: number;
  eni?: string;
}

/** 2024-01-15 14:23:15Z. */
export const firstSecond = 1_705_328_595;

const defaultFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** The header of lines with flags. */
export const flagsHeader = `${defaultFields} tcp-flags`;

/** A line in the default layout, with `tcp-flags` behind it where they are given. */
export function flowLine({
  src,
  dst,
  sport,
  dport,
  protocol = 6,
  packets = 10,
  bytes = packets * 60,
  at = 0,
  lasts = 1,
  action = 'ACCEPT',
  flags,
  eni = 'eni-0a1b2c3d',
}: FlowLine): string {
  const start = firstSecond + at;
  const fields = [
    '2 123456789012',
    eni,
    src,
    dst,
    sport,
    dport,
    protocol,
    packets,
    bytes,
    start,
    start + lasts,
    action,
  ];
  return [...fields, 'OK', ...(flags === undefined ? [] : [flags])].join(' ');
}

/** Request and reply of one conversation, as two lines. `replyBytes` and `replyPackets` default to the request's. */
export function exchange({
  replyPackets,
  replyBytes,
  ...request
}: FlowLine & { replyPackets?: number; replyBytes?: number }): string[] {
  const { src, dst, sport, dport, flags, packets = 10 } = request;
  const reply = {
    ...request,
    src: dst,
    dst: src,
    sport: dport,
    dport: sport,
    packets: replyPackets ?? packets,
    bytes: replyBytes ?? request.bytes,
    flags: flags === undefined ? undefined : 18 | (flags & 1),
  };
  return [flowLine(request), flowLine(reply)];
}

/** `count` values made from 0 up. */
export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

/**
 * Harmless flows to bring a log over the border of a regime: each an accepted web request from its own outside address
 * to the web server 10.9.9.9, with its reply. `count` flows, an even number.
 */
export const webFlows = (count: number): string[] =>
  times(count / 2, (index) =>
    exchange({
      src: `192.0.2.${index % 250}`,
      dst: '10.9.9.9',
      sport: 33_000 + (index % 30_000),
      dport: 443,
      at: index % 3000,
    }),
  ).flat();
