import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { markdown } from './markdown.ts';
import { plainText } from './plain-text.ts';

interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

/** What a reader of GitHub's Markdown makes of a text: the blocks of the document. */
const read = (source: string): Node[] => unified().use(remarkParse).use(remarkGfm).parse(source).children;

const all = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...all(node.children ?? [])]);
const ofType = (nodes: readonly Node[], type: string) => all(nodes).filter((node) => node.type === type);
const shown = (node: Node): string => node.value ?? (node.children ?? []).map(shown).join('');

/** How many cells each row of each table has. */
const cells = (nodes: readonly Node[]) =>
  ofType(nodes, 'table').map((table) => new Set((table.children ?? []).map((row) => row.children?.length)));

describe('the sample', () => {
  const report = markdown.render(sampleWithSteps());
  const blocks = read(report);

  test('has the table of techniques with the columns of the contract, and a row that says where there is none', () => {
    expect(report).toContain('| Finding | Technique Name | Technique ID | Tactic | Reasoning | Confidence |');
    expect(report).toContain('| [HIGH-001] | No confident mapping | - | - | - | - |');
  });

  test('links a sub-technique to its page at MITRE, and nothing else', () => {
    expect(ofType(blocks, 'link').map((link) => [link.url, shown(link)])).toEqual([
      ['https://attack.mitre.org/techniques/T1595/001/', 'T1595.001'],
    ]);
  });

  test('heads a finding with its id in plain brackets', () => {
    expect(report).toContain('\n### [HIGH-001] 10.0.2.15 sent 520.1 MB');
    expect(ofType(blocks, 'heading').map(shown)).toContain(
      '[HIGH-001] 10.0.2.15 sent 520.1 MB to 198.51.100.23 on port 8889',
    );
  });

  test('every row of a table has as many cells as its head', () => {
    expect(cells(blocks).map((widths) => widths.size)).toEqual(Array.from({ length: 7 }, () => 1));
  });

  test('ends with the risk level', () => {
    expect(report.endsWith('\n\nRisk Level: High\n')).toBe(true);
  });
});

describe('hostile values', () => {
  const clean = read(markdown.render(sampleWithSteps()));

  test.each(Object.entries(hostile))('%s: no html, no image, no link', (_, value) => {
    const blocks = read(markdown.render(hostileInvestigation(value)));
    // Links to MITRE are gone as well: the value stands in the place of the technique's id.
    for (const type of [
      'html',
      'image',
      'imageReference',
      'link',
      'linkReference',
      'definition',
      'footnoteReference',
    ]) {
      expect(ofType(blocks, type), type).toEqual([]);
    }
  });

  test.each(Object.entries(hostile))('%s: adds no block and no emphasis, and reads as it was written', (_, value) => {
    const blocks = read(markdown.render(hostileInvestigation(value)));
    for (const type of ['heading', 'table', 'blockquote', 'thematicBreak', 'code']) {
      expect(ofType(blocks, type).length, type).toBe(ofType(clean, type).length);
    }
    expect([...ofType(blocks, 'emphasis'), ...ofType(blocks, 'delete')]).toEqual([]);
    expect(ofType(blocks, 'heading').map(shown)).toContain(`[HIGH-001] ${plainText(value).trim()}`);
  });

  test('a value with pipes stays in its cell, in text and in code', () => {
    const blocks = read(markdown.render(hostileInvestigation('a | b `c|d` \\| e')));
    expect(cells(blocks).every((widths) => widths.size === 1)).toBe(true);
    expect(ofType(blocks, 'tableCell').map(shown)).toContain('a | b `c|d` \\| e');
  });

  test('backticks in an input line do not end its block', () => {
    const code = ofType(read(markdown.render(hostileInvestigation('``` end ```` and more'))), 'code');
    expect(code).toHaveLength(3);
    for (const { value } of code) expect(value).toContain('``` end ```` and more');
  });

  test.each(['- item', '+ item', '1. item', '2) item', '# title', '> quote', '=== rule', '---', '    code'])(
    'a summary that begins with «%s» stays a sentence',
    (value) => {
      const blocks = read(markdown.render(hostileInvestigation(value)));
      const at = blocks.findIndex((node) => shown(node) === 'EXECUTIVE SUMMARY');
      expect(blocks[at + 2]).toMatchObject({ type: 'paragraph' });
      expect(blocks.slice(at + 2, at + 3).map(shown)).toEqual([value.trim()]);
    },
  );
});
