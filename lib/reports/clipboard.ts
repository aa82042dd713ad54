import type { Investigation } from '#lib/model/investigation.ts';
import { reportDocument } from './document.ts';
import { type HtmlStyle, htmlBlocks } from './html-blocks.ts';
import { renderText } from './text.ts';

/**
 * The report for pasting: `html` for editors that keep formatting (tickets, wikis, mail), `text` for the rest. The html
 * is a fragment whose borders stand on the elements themselves, because an editor drops style sheets and classes.
 */
export function clipboardReport(
  investigation: Investigation,
  { defang, footer }: { defang: boolean; footer: boolean },
): { html: string; text: string } {
  const document = reportDocument(investigation, { defang, footer });
  return { html: `<div>\n${htmlBlocks(document, pasted, '')}\n</div>\n`, text: renderText(document) };
}

const cell = 'border:1px solid #8c959f;padding:4px 8px;vertical-align:top';

const styles: Readonly<Partial<Record<Parameters<HtmlStyle['attributes']>[0], string>>> = {
  table: 'border-collapse:collapse;margin:8px 0',
  caption: 'text-align:left;font-style:italic;padding-bottom:4px',
  th: `${cell};text-align:left;font-weight:bold`,
  td: `${cell};text-align:left`,
  right: `${cell};text-align:right`,
  pre: 'border:1px solid #8c959f;padding:8px;font-family:monospace;white-space:pre-wrap',
  code: 'font-family:monospace',
};

const pasted: HtmlStyle = {
  standalone: false,
  attributes: (element) => (styles[element] ? ` style="${styles[element]}"` : ''),
};
