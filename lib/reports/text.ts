import type { Block, Inline } from './blocks.ts';
import { type ReportDocument, reportDocument } from './document.ts';
import type { ReportFormat } from './report.ts';
import { textTable } from './text-table.ts';
import { wrap } from './wrap.ts';

/** Columns of a line. Input lines alone are never broken: whoever searches the log for them needs them whole. */
const width = 100;

/** Plain text for terminals and tickets: underlined headings, aligned tables, 100 columns. */
export const text: ReportFormat = {
  id: 'text',
  title: 'Plain text',
  mediaType: 'text/plain; charset=utf-8',
  extension: 'txt',
  render: (investigation, options) => renderText(reportDocument(investigation, options)),
};

export function renderText({ title, header, sections, provenance, attribution, riskLevel }: ReportDocument): string {
  const parts = [
    heading(title.toUpperCase(), '='),
    ...header.flatMap(blockParts),
    ...sections.flatMap(blockParts),
    ...(provenance.length > 0 ? ['-'.repeat(width), ...provenance.flatMap(blockParts)] : []),
    ...attribution.map((line) => wrap(line, width).join('\n')),
    `Risk Level: ${riskLevel}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockParts(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [wrap(inlines(block.content), width).join('\n')];
    case 'list':
      return [
        block.items
          .map(({ content }, index) => hanging(block.ordered ? `${index + 1}. ` : '- ', inlines(content)))
          .join('\n'),
      ];
    case 'entries': {
      const labels = Math.max(...block.entries.map(({ label }) => label.length)) + 2;
      return [
        block.entries.map(({ label, content }) => hanging(`${label}:`.padEnd(labels), inlines(content))).join('\n'),
      ];
    }
    case 'table':
      return [
        textTable(
          block.columns,
          block.rows.map((row) => row.map(inlines)),
          width,
        ),
      ];
    case 'lines':
      return [
        [`${block.caption}:`, ...block.lines.map(({ source, line, text }) => `  ${source}:${line}  ${text}`)].join(
          '\n',
        ),
      ];
    case 'section': {
      const author = block.author === null ? [] : [`Author: ${block.author}`];
      return [
        heading(inlines(block.heading), block.level === 2 ? '=' : '-'),
        ...author,
        ...block.blocks.flatMap(blockParts),
      ];
    }
  }
}

function heading(title: string, underline: string): string {
  const lines = wrap(title, width);
  return [...lines, underline.repeat(Math.max(...lines.map((line) => line.length)))].join('\n');
}

/** The first line after `start`, the others under it. */
function hanging(start: string, value: string): string {
  const lines = wrap(value, width - start.length);
  return lines.map((line, index) => `${index === 0 ? start : ' '.repeat(start.length)}${line}`.trimEnd()).join('\n');
}

function inlines(content: readonly Inline[]): string {
  return content
    .map((piece) => (piece.kind === 'finding' ? `[${piece.text}]` : piece.text))
    .join('')
    .trim();
}
