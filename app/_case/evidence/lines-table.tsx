'use client';

import { formatBytes, formatCount, formatTime } from '#lib/names/format.ts';
import { protocolName } from '#lib/names/protocols.ts';
import type { Line } from '../../_data/wire.ts';
import { ScrollRegion } from '../../_ui/data-table.tsx';

/** Lines field by field. In a narrow panel both ends of a flow stand in one cell, one below the other. */
export function LinesTable({ lines, severalSources }: { lines: readonly Line[]; severalSources: boolean }) {
  if (lines.length === 0) return null;
  return (
    <ScrollRegion label="Lines" className="@container">
      <table className="data-table lines-table">
        <caption className="sr-only">Lines of the log, field by field</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Start</th>
            <th scope="col">
              <span className="@2xl:hidden">Source → destination</span>
              <span className="hidden @2xl:inline">Source</span>
            </th>
            <th scope="col" className="hidden @2xl:table-cell">
              Destination
            </th>
            <th scope="col">
              Proto<span className="sr-only @2xl:hidden">, packets</span>
            </th>
            <th scope="col" className="figure hidden @2xl:table-cell">
              Pk
            </th>
            <th scope="col" className="figure">
              Bytes<span className="sr-only @2xl:hidden">, action</span>
            </th>
            <th scope="col" className="hidden @2xl:table-cell">
              Action
            </th>
          </tr>
        </thead>
        <tbody className="mono">
          {lines.map((line) => (
            <Row key={`${line.source}:${line.line}`} line={line} severalSources={severalSources} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ line: { source, line, text, fields }, severalSources }: { line: Line; severalSources: boolean }) {
  const start = fields.start === null ? null : formatTime(fields.start);
  const packets = fields.packets === null ? '-' : formatCount(fields.packets);
  return (
    <tr title={text}>
      <th scope="row" className="nowrap text-ink-3">
        L{line}
        {severalSources ? <span className="block max-w-24 truncate text-2xs">{source}</span> : null}
      </th>
      <td className="nowrap" title={start ?? undefined}>
        {start === null ? '-' : <StartTime text={start} />}
      </td>
      <td className="nowrap">
        {end(fields.srcaddr, fields.srcport)}
        <span className="block @2xl:hidden">
          <span className="text-ink-3">→ </span>
          {end(fields.dstaddr, fields.dstport)}
        </span>
      </td>
      <td className="nowrap hidden @2xl:table-cell">{end(fields.dstaddr, fields.dstport)}</td>
      <td className="nowrap">
        {fields.protocol === null ? '-' : protocolName(fields.protocol)}
        <span className="block text-ink-3 @2xl:hidden">{packets} pk</span>
      </td>
      <td className="figure hidden @2xl:table-cell">{packets}</td>
      <td className="figure" title={fields.bytes === null ? undefined : `${formatCount(fields.bytes)} bytes`}>
        {fields.bytes === null ? '-' : short(formatBytes(fields.bytes))}
        <span className="block @2xl:hidden">
          <Action action={fields.action} />
        </span>
      </td>
      <td className="nowrap hidden @2xl:table-cell">
        <Action action={fields.action} />
      </td>
    </tr>
  );
}

function Action({ action }: { action: string | null }) {
  return <span className={action === 'REJECT' ? 'font-[600] text-critical' : undefined}>{action ?? '-'}</span>;
}

/** The time is what differs between neighbours; its day stands dim beside or below it. */
function StartTime({ text }: { text: string }) {
  return (
    <span className="inline-flex flex-col @2xl:flex-row-reverse @2xl:gap-1.5">
      {text.slice(11)}
      <span className="text-ink-3">{text.slice(0, 10)}</span>
    </span>
  );
}

function end(address: string | null, port: number | null): string {
  if (address === null) return '-';
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const short = (bytes: string) => bytes.replace(/ bytes?$/, ' B');
