import type { Block, Inline } from './blocks.ts';
import type { ReportDocument } from './document.ts';

/** How one rendering differs from another: the same elements, once for a page with a style sheet, once for pasting. */
export interface HtmlStyle {
  /** More attributes of an element, with a space before: ` style="…"`. */
  attributes(element: 'h1' | 'h2' | 'h3' | 'table' | 'caption' | 'th' | 'td' | 'pre' | 'code' | 'right'): string;
  /**
   * A page of its own: sections carry ids, findings lead to them and wide tables scroll. Pasted into a ticket such links
   * would lead nowhere.
   */
  standalone: boolean;
}

/** The body of a report, `after` between its header and its sections. Every text of the document is escaped; the only links lead to MITRE. */
export function htmlBlocks(document: ReportDocument, style: HtmlStyle, after: string): string {
  const { title, header, sections, provenance, attribution, riskLevel } = document;
  const blocks = (list: readonly Block[]) => list.map((block) => htmlBlock(block, style));
  return [
    `<h1${style.attributes('h1')}>${escapeHtml(title)}</h1>`,
    ...blocks(header),
    ...(after === '' ? [] : [after]),
    ...blocks(sections),
    ...(provenance.length > 0 ? ['<hr>', ...blocks(provenance)] : []),
    ...attribution.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p>Risk Level: ${riskLevel}</p>`,
  ].join('\n');
}

export function htmlBlock(block: Block, style: HtmlStyle): string {
  const inlines = (content: readonly Inline[]) =>
    content
      .map((piece) => htmlInline(piece, style))
      .join('')
      .trim();
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlines(block.content)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return [`<${tag}>`, ...block.items.map(({ content }) => `<li>${inlines(content)}</li>`), `</${tag}>`].join('\n');
    }
    case 'entries':
      return [
        '<ul>',
        ...block.entries.map(
          ({ label, content }) => `<li><strong>${escapeHtml(label)}:</strong> ${inlines(content)}</li>`,
        ),
        '</ul>',
      ].join('\n');
    case 'table': {
      const extra = block.columns.map(({ align }) => (align === 'right' ? style.attributes('right') : ''));
      const head = block.columns.map(
        ({ title }, index) => `<th scope="col"${extra[index] || style.attributes('th')}>${escapeHtml(title)}</th>`,
      );
      const rows = block.rows.map(
        (row) =>
          `<tr>${row.map((cell, index) => `<td${extra[index] || style.attributes('td')}>${inlines(cell)}</td>`).join('')}</tr>`,
      );
      const whole = [
        `<table${style.attributes('table')}>`,
        `<caption${style.attributes('caption')}>${escapeHtml(block.caption)}</caption>`,
        `<thead><tr>${head.join('')}</tr></thead>`,
        '<tbody>',
        ...rows,
        '</tbody>',
        '</table>',
      ].join('\n');
      return style.standalone ? scrollRegion(block.caption, whole) : whole;
    }
    case 'lines': {
      const text = block.lines.map(({ source, line, text }) => `${source}:${line}  ${text}`).join('\n');
      return `<p><strong>${escapeHtml(block.caption)}</strong></p>\n<pre${style.attributes('pre')}>${escapeHtml(text)}</pre>`;
    }
    case 'section': {
      const tag = block.level === 2 ? 'h2' : 'h3';
      const id = style.standalone ? ` id="${escapeHtml(block.anchor)}"` : '';
      const author = block.author === null ? [] : [`<p>Author: ${escapeHtml(block.author)}</p>`];
      // In its own heading the id of a finding would lead to itself.
      const heading = block.heading.map((piece) => htmlInline(piece, { ...style, standalone: false })).join('');
      return [
        `<${tag}${id}${style.attributes(tag)}>${heading.trim()}</${tag}>`,
        ...author,
        ...block.blocks.map((inner) => htmlBlock(inner, style)),
      ].join('\n');
    }
  }
}

/** What may be wider than the screen scrolls by itself, by keyboard too. */
export function scrollRegion(label: string, content: string): string {
  return `<div role="region" aria-label="${escapeHtml(label)}" tabindex="0">\n${content}\n</div>`;
}

function htmlInline(piece: Inline, style: HtmlStyle): string {
  const text = escapeHtml(piece.text);
  switch (piece.kind) {
    case 'text':
      return text;
    case 'strong':
      return `<strong>${text}</strong>`;
    case 'code':
      return `<code${style.attributes('code')}>${text}</code>`;
    case 'finding':
      return style.standalone ? `<a href="#${escapeHtml(piece.anchor)}">[${text}]</a>` : `[${text}]`;
    case 'technique':
      return `<a href="${escapeHtml(piece.url)}" rel="noopener noreferrer">${text}</a>`;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For element content and quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
