import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { text } from './text.ts';

const report = text.render(sampleWithSteps());
const isInputLine = (line: string) => /^ {2}\S+:\d+ {2}/.test(line);

test('no line is longer than 100 characters but the input lines, which are whole', () => {
  const long = report.split('\n').filter((line) => line.length > 100);
  expect(long).toHaveLength(4);
  expect(long.every(isInputLine)).toBe(true);
  expect(long[0]).toContain('paste:15  2 123456789012 eni-0a1b2c3d 10.0.2.15 198.51.100.23');
});

test('headings are underlined as long as they are', () => {
  expect(report).toContain('\nEXECUTIVE SUMMARY\n=================\n');
  expect(report).toContain('\nTraffic baseline\n----------------\n');
});

test('the bars of a table stand under each other', () => {
  const rows = report.split('\n').filter((line) => /^(\[HIGH|\[MEDIUM|Finding).* \| /.test(line));
  const bars = rows.map((row) => [...row.matchAll(/ \| /g)].map(({ index }) => index));
  expect(bars).toHaveLength(3);
  expect(new Set(bars.map(String)).size).toBe(1);
});

test('the last line is the risk level', () => {
  expect(report.trimEnd().split('\n').at(-1)).toBe('Risk Level: High');
});

describe('hostile values', () => {
  test.each(Object.entries(hostile))('%s: nothing that a terminal obeys, nothing invisible', (_, value) => {
    const lines = text.render(hostileInvestigation(value));
    expect(lines).not.toMatch(/[^\P{C}\n]/u);
    expect(lines.split('\n').filter((line) => /^=+$/.test(line))).toHaveLength(10);
  });

  test('an escape sequence is shown as what it is', () => {
    expect(text.render(hostileInvestigation(hostile.invisible))).toContain('\\u001b[31mred\\u001b[0m \\u202egnp.exe');
  });
});
