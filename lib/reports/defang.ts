import ipaddr from 'ipaddr.js';
import type { Block, Inline } from './blocks.ts';
import type { ReportDocument } from './document.ts';

// What might be an address: four dotted numbers, or hexadecimal groups between colons. ipaddr.js decides.
const shapes =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)|[\da-f]{0,4}(?::[\da-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}(?!\w))/gi;

/** Brackets the dots or colons of every external address in a text: `203[.]0[.]113[.]45`, `2001[:]db8[:][:]1`. */
export function defang(text: string, isExternal: (address: string) => boolean): string {
  return text.replace(shapes, (found) => {
    // A colon at the end is the sentence's, not the address's.
    const address = found.endsWith(':') && !found.endsWith('::') ? found.slice(0, -1) : found;
    if (!ipaddr.isValid(address) || !isExternal(address)) return found;
    return address.replace(/[.:]/g, '[$&]') + found.slice(address.length);
  });
}

/** The whole document with its external addresses bracketed, input lines included; links to MITRE stay. */
export function defangDocument(document: ReportDocument, isExternal: (address: string) => boolean): ReportDocument {
  const change = (text: string) => defang(text, isExternal);
  const inlines = (content: Inline[]): Inline[] => content.map((piece) => ({ ...piece, text: change(piece.text) }));

  function block(node: Block): Block {
    switch (node.kind) {
      case 'paragraph':
        return { ...node, content: inlines(node.content) };
      case 'list':
        return { ...node, items: node.items.map((item) => ({ ...item, content: inlines(item.content) })) };
      case 'entries':
        return { ...node, entries: node.entries.map((entry) => ({ ...entry, content: inlines(entry.content) })) };
      case 'table':
        return { ...node, rows: node.rows.map((row) => row.map(inlines)) };
      case 'lines':
        return {
          ...node,
          lines: node.lines.map((line) => ({ ...line, source: change(line.source), text: change(line.text) })),
        };
      case 'section':
        return { ...node, heading: inlines(node.heading), blocks: node.blocks.map(block) };
    }
  }

  return {
    ...document,
    header: document.header.map(block),
    sections: document.sections.map((part) => ({
      ...part,
      heading: inlines(part.heading),
      blocks: part.blocks.map(block),
    })),
    provenance: document.provenance.map(block),
  };
}
