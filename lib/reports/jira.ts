import type { Block, Inline } from './blocks.ts';
import { type ReportDocument, reportDocument } from './document.ts';
import type { ReportFormat } from './report.ts';

/** The wiki markup of Jira Server and of Jira's text fields. */
export const jira: ReportFormat = {
  id: 'jira',
  title: 'Jira wiki markup',
  mediaType: 'text/plain; charset=utf-8',
  extension: 'jira.txt',
  render: (investigation, options) => renderJira(reportDocument(investigation, options)),
};

function renderJira({ title, header, sections, provenance, attribution, riskLevel }: ReportDocument): string {
  const parts = [
    `h1. ${escaped(title)}`,
    ...header.flatMap(blockParts),
    ...sections.flatMap(blockParts),
    ...(provenance.length > 0 ? ['----', ...provenance.flatMap(blockParts)] : []),
    ...attribution.map(escaped),
    `Risk Level: ${riskLevel}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockParts(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [inlines(block.content)];
    case 'list':
      return [block.items.map(({ content }) => `${block.ordered ? '#' : '*'} ${inlines(content)}`).join('\n')];
    case 'entries':
      return [block.entries.map(({ label, content }) => `* *${escaped(label)}:* ${inlines(content)}`).join('\n')];
    case 'table': {
      const head = `||${block.columns.map(({ title }) => escaped(title)).join('||')}||`;
      // A cell without any character would merge with its neighbour's bar into a heading cell.
      const rows = block.rows.map((row) => `|${row.map((cell) => inlines(cell) || ' ').join('|')}|`);
      return [[head, ...rows].join('\n')];
    }
    case 'lines': {
      const text = block.lines.map(({ source, line, text }) => `${source}:${line}  ${text}`).join('\n');
      return [`*${escaped(block.caption)}*`, `{noformat}\n${text.replace(/\{(?=noformat)/gi, '{ ')}\n{noformat}`];
    }
    case 'section': {
      const author = block.author === null ? [] : [`Author: ${escaped(block.author)}`];
      return [`h${block.level}. ${inlines(block.heading)}`, ...author, ...block.blocks.flatMap(blockParts)];
    }
  }
}

function inlines(content: readonly Inline[]): string {
  const line = content.map(inline).join('').trim();
  // `h1. `, `bq. ` and the sign of a numbered list mean something at the start of a line only.
  return line.replace(/^(h[1-6]|bq)\.(?=\s)/, '$1&#46;').replace(/^#/, '\\#');
}

function inline(piece: Inline): string {
  switch (piece.kind) {
    case 'text':
      return escaped(piece.text);
    case 'strong':
      return `*${escaped(piece.text)}*`;
    case 'code':
      return piece.text === '' ? '' : `{{${escaped(piece.text)}}}`;
    case 'finding':
      return escaped(`[${piece.text}]`);
    case 'technique':
      return `[${escaped(piece.text)}|${piece.url}]`;
  }
}

/**
 * Takes the meaning from every sign of the markup. A backslash does so for the others but not for itself (two make a
 * line break), so it becomes a character reference, and so does an ampersand that would begin one.
 */
function escaped(text: string): string {
  return text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('\\', '&#92;')
    .replace(/[{}[\]|*_^~!]|\?(?=\?)|(?<=\?)\?|(?<!\w)[-+]|[-+](?!\w)/g, '\\$&')
    .replace(/:(?=[()DPp])|;(?=\))|\((?=(?:[xyni/?]|on|off)\))/g, '\\$&');
}
