import type { Timeline } from '#lib/model/facts.ts';
import { formatBytesExact, formatCount, formatDuration, formatTime, plural } from '#lib/names/format.ts';
import { numeric, table } from './blocks.ts';
import { reportDocument } from './document.ts';
import { escapeHtml, type HtmlStyle, htmlBlock, htmlBlocks, scrollRegion } from './html-blocks.ts';
import { htmlStyleSheet } from './html-style-sheet.ts';
import type { ReportFormat } from './report.ts';
import { timelineSvg } from './timeline-svg.ts';

/** A document that stands alone: no script, nothing loaded from anywhere, readable in light, in dark and on paper. */
export const html: ReportFormat = {
  id: 'html',
  title: 'HTML',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render(investigation, options) {
    const document = reportDocument(investigation, options);
    const body = htmlBlocks(document, page, timelineFigure(investigation.facts.timeline));
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${document.title} (risk ${document.riskLevel})`)}</title>
<style>
${htmlStyleSheet}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  },
};

const page: HtmlStyle = {
  standalone: true,
  attributes: (element) => (element === 'right' ? ' style="text-align:right"' : ''),
};

/** The picture with the numbers it is drawn from beside it, for whoever does not see it or wants to copy. */
function timelineFigure({ bucketSeconds, buckets }: Timeline): string {
  if (buckets.length === 0) return '';
  const interval = formatDuration(bucketSeconds);
  const numbers = table(
    `Flows and bytes in intervals of ${interval}`,
    ['Start', ...['Flows', 'Accepted', 'Rejected', 'Bytes in', 'Bytes out'].map(numeric)],
    buckets.map(({ start, flows, accepted, rejected, bytesIn, bytesOut }) => [
      formatTime(start),
      ...[flows, accepted, rejected].map(formatCount),
      ...[bytesIn, bytesOut].map(formatBytesExact),
    ]),
  );
  return `<figure>
${scrollRegion('Flows over time', timelineSvg({ bucketSeconds, buckets }))}
<figcaption>Flows by their start, accepted and rejected, in intervals of ${interval} (UTC).</figcaption>
<details${buckets.length <= 24 ? ' open' : ''}>
<summary>The same as a table (${plural(buckets.length, 'interval')})</summary>
${htmlBlock(numbers, page)}
</details>
</figure>`;
}
