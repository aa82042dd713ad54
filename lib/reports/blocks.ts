import { plainText, visibleText } from './plain-text.ts';

/** A piece of a line. Every text in it is one line without control characters; it is not escaped for any format. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'code'; text: string }
  /** The id of a finding without brackets, such as `HIGH-001`, and the anchor of its section. */
  | { kind: 'finding'; text: string; anchor: string }
  /** Only ever to https://attack.mitre.org/. */
  | { kind: 'technique'; text: string; url: string };

/** An input line that a claim rests on. */
export interface EvidenceReference {
  candidate: string;
  source: string;
  /** Counted from 1. */
  line: number;
}

export interface Column {
  title: string;
  align: 'left' | 'right';
}

export type Block =
  | { kind: 'paragraph'; content: Inline[]; evidence: EvidenceReference[] }
  | { kind: 'list'; ordered: boolean; items: { content: Inline[]; evidence: EvidenceReference[] }[] }
  /** Short facts, each under its name. */
  | { kind: 'entries'; entries: { label: string; content: Inline[] }[] }
  | { kind: 'table'; caption: string; columns: Column[]; rows: Inline[][][] }
  /** Input lines as they were read, to be set as code. */
  | { kind: 'lines'; caption: string; lines: { source: string; line: number; text: string }[] }
  | SectionBlock;

/** Level 2 for the headings of the contract, 3 below. */
export interface SectionBlock {
  kind: 'section';
  level: 2 | 3;
  heading: Inline[];
  anchor: string;
  /** Who wrote what stands in it, as printed, or null where all of it is computed. */
  author: string | null;
  blocks: Block[];
}

export const text = (value: string): Inline => ({ kind: 'text', text: plainText(value) });
export const strong = (value: string): Inline => ({ kind: 'strong', text: plainText(value) });
/** For values of the log: kept as they are, only invisible characters are made visible. */
export const code = (value: string): Inline => ({ kind: 'code', text: visibleText(value) });

/** Links a technique id to MITRE's page; whatever does not look like an id stays text. */
export function technique(id: string): Inline {
  const match = /^(T\d{4})(?:\.(\d{3}))?$/.exec(id);
  if (!match) return text(id);
  const path = match[2] ? `${match[1]}/${match[2]}` : match[1];
  return { kind: 'technique', text: id, url: `https://attack.mitre.org/techniques/${path}/` };
}

export function paragraph(content: string | Inline[], evidence: EvidenceReference[] = []): Block {
  return { kind: 'paragraph', content: typeof content === 'string' ? [text(content)] : content, evidence };
}

/** The paragraphs of a longer text: its line breaks are kept as paragraph breaks, empty lines are dropped. */
export function paragraphs(value: string, evidence: EvidenceReference[] = []): Block[] {
  return value
    .split(/[\r\n\u2028\u2029]+/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(part, evidence));
}

export function list(items: (string | Inline[])[], { ordered = false } = {}): Block {
  return {
    kind: 'list',
    ordered,
    items: items.map((item) => ({ content: typeof item === 'string' ? [text(item)] : item, evidence: [] })),
  };
}

export function entries(rows: [label: string, content: string | Inline[]][]): Block {
  return {
    kind: 'entries',
    entries: rows.map(([label, content]) => ({
      label,
      content: typeof content === 'string' ? [text(content)] : content,
    })),
  };
}

/** Heads a column of numbers. */
export const numeric = (title: string): Column => ({ title, align: 'right' });

export function table(caption: string, columns: (string | Column)[], rows: (string | Inline[])[][]): Block {
  return {
    kind: 'table',
    caption,
    columns: columns.map((column) => (typeof column === 'string' ? { title: column, align: 'left' } : column)),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? [text(cell)] : cell))),
  };
}

export function lines(caption: string, rows: { source: string; line: number; text: string }[]): Block {
  return {
    kind: 'lines',
    caption,
    lines: rows.map((row) => ({
      source: visibleText(row.source),
      line: row.line,
      text: visibleText(row.text),
    })),
  };
}

export function section(
  level: 2 | 3,
  heading: string | Inline[],
  blocks: Block[],
  { anchor, author = null }: { anchor: string; author?: string | null },
): SectionBlock {
  return {
    kind: 'section',
    level,
    heading: typeof heading === 'string' ? [text(heading)] : heading,
    anchor,
    author: author === null ? null : plainText(author),
    blocks,
  };
}
