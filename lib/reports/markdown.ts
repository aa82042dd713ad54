import type { Block, Inline } from './blocks.ts';
import { type ReportDocument, reportDocument } from './document.ts';
import type { ReportFormat } from './report.ts';

/** GitHub's Markdown: tables, fenced input lines, links to MITRE alone. */
export const markdown: ReportFormat = {
  id: 'markdown',
  title: 'Markdown',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  render: (investigation, options) => renderMarkdown(reportDocument(investigation, options)),
};

function renderMarkdown({ title, header, sections, provenance, attribution, riskLevel }: ReportDocument): string {
  const parts = [
    `# ${escaped(title)}`,
    ...header.flatMap(blockParts),
    ...sections.flatMap(blockParts),
    ...(provenance.length > 0 ? ['---', ...provenance.flatMap(blockParts)] : []),
    ...attribution.map(escaped),
    `Risk Level: ${riskLevel}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The parts of a block that stand apart by an empty line. */
function blockParts(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [inlines(block.content)];
    case 'list':
      return [
        block.items
          .map(({ content }, index) => `${block.ordered ? `${index + 1}.` : '-'} ${inlines(content)}`)
          .join('\n'),
      ];
    case 'entries':
      return [block.entries.map(({ label, content }) => `- **${escaped(label)}:** ${inlines(content)}`).join('\n')];
    case 'table': {
      const head = block.columns.map(({ title }) => escaped(title));
      const rule = block.columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
      const rows = block.rows.map((row) => row.map(cell));
      return [[head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')];
    }
    case 'lines': {
      const text = block.lines.map(({ source, line, text }) => `${source}:${line}  ${text}`).join('\n');
      const fence = backticks(text, 3);
      return [`**${escaped(block.caption)}**`, `${fence}text\n${text}\n${fence}`];
    }
    case 'section': {
      const author = block.author === null ? [] : [`Author: ${escaped(block.author)}`];
      return [`${'#'.repeat(block.level)} ${inlines(block.heading)}`, ...author, ...block.blocks.flatMap(blockParts)];
    }
  }
}

function inlines(content: readonly Inline[]): string {
  const line = content.map(inline).join('').trim();
  // At the start of a line these begin a list, a rule or a heading under the line above.
  return line.replace(/^([-+=]|\d+[.)](?=\s|$))/, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`);
}

/** A pipe ends a cell even inside a code span. In text it carries its backslash already. */
function cell(content: readonly Inline[]): string {
  return content
    .map((piece) => {
      if (piece.kind !== 'code') return inline(piece);
      // In a cell no code span can hold a backslash with a pipe behind it: the pair would read as two others.
      return piece.text.includes('\\|') ? escaped(piece.text) : inline(piece).replaceAll('|', '\\|');
    })
    .join('');
}

function inline(piece: Inline): string {
  switch (piece.kind) {
    case 'text':
      return escaped(piece.text);
    case 'strong':
      return `**${escaped(piece.text)}**`;
    case 'code': {
      const fence = backticks(piece.text, 1);
      const pad = /^`|`$|^ .* $/.test(piece.text) ? ' ' : '';
      return piece.text === '' ? '' : `${fence}${pad}${piece.text}${pad}${fence}`;
    }
    case 'finding':
      // The program's own brackets: nothing in the document defines a link of that name.
      return `[${piece.text}]`;
    case 'technique':
      return `[${escaped(piece.text)}](${piece.url})`;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$]|!(?=\[)|&(?=[#\w]+;)/g, '\\$&');
}

/** A run of backticks longer than any in the text, at least `shortest`. */
function backticks(text: string, shortest: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(shortest, longest + 1));
}
