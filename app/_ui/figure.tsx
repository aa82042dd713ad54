import { formatBytes, formatCount, formatTime } from '#lib/names/format.ts';

/** Bytes in SI units, the exact count in the title. */
export function Bytes({ value }: { value: number }) {
  return (
    <span className="whitespace-nowrap" title={`${formatCount(value)} bytes`}>
      {formatBytes(value)}
    </span>
  );
}

/** A count with separators. */
export function Count({ value }: { value: number }) {
  return <span className="whitespace-nowrap">{formatCount(value)}</span>;
}

/** An epoch time in UTC with its Z, machine-readable beside. */
export function Time({ epoch }: { epoch: number }) {
  return (
    <time className="whitespace-nowrap" dateTime={new Date(epoch * 1000).toISOString()}>
      {formatTime(epoch)}
    </time>
  );
}
