import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { clipboardReport } from './clipboard.ts';
import { text } from './text.ts';

const { html, text: plain } = clipboardReport(sampleWithSteps(), { defang: false, footer: true });

test('the html is a fragment of real tables and headings whose style stands on the elements', () => {
  expect(html).toContain('<h2>EXECUTIVE SUMMARY</h2>');
  expect(html).toContain('<table style="border-collapse:collapse');
  expect(html.match(/<t[dh][ >]/g)?.length).toBe(html.match(/<t[dh][^>]* style="border:1px solid/g)?.length);
  expect(html).not.toMatch(/\sclass=|\sid=|<style|<html|<script|href="#/);
});

test('the text is the text report', () => {
  expect(plain).toBe(text.render(sampleWithSteps()));
});

test('both say the risk level last', () => {
  expect(html.endsWith('<p>Risk Level: High</p>\n</div>\n')).toBe(true);
  expect(plain.endsWith('\nRisk Level: High\n')).toBe(true);
});

test('defanged: no external address is left in either, internal ones are', () => {
  const defanged = clipboardReport(sampleWithSteps(), { defang: true, footer: true });
  for (const side of [defanged.html, defanged.text]) {
    expect(side).not.toMatch(/203\.0\.113\.45|198\.51\.100\.23/);
    expect(side).toContain('203[.]0[.]113[.]45');
    expect(side).toContain('10.0.2.15');
  }
});

test('the footer with prompts and models is there when asked for', () => {
  const without = clipboardReport(sampleWithSteps(), { defang: false, footer: false });
  expect(plain).toContain('prompt 2-anomalies version 1');
  for (const side of [without.html, without.text]) expect(side).not.toContain('prompt 2-anomalies version 1');
});

describe('hostile values', () => {
  test.each(Object.entries(hostile))('%s: brings no tag of its own', (_, value) => {
    const known = new Set([...html.matchAll(/<\/?(\w+)/g)].map(([, name]) => name));
    const pasted = clipboardReport(hostileInvestigation(value), { defang: true, footer: true }).html;
    for (const [, name] of pasted.matchAll(/<\/?(\w+)/g)) expect(known).toContain(name);
    expect(pasted).not.toMatch(/href="(?!https:\/\/attack\.mitre\.org\/)/);
  });
});
