import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { html } from './html.ts';
import { escapeHtml } from './html-blocks.ts';
import { plainText } from './plain-text.ts';

const report = html.render(sampleWithSteps());

/** Every tag of a page as a parser sees it, its attributes included. */
const tags = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
const withoutStyle = (page: string) => page.replace(/<style>.*?<\/style>/s, '');

describe('the page stands alone', () => {
  test('it is a whole document in a declared language and encoding', () => {
    expect(report.startsWith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')).toBe(true);
    expect(report.trimEnd().endsWith('</html>')).toBe(true);
  });

  test('it loads nothing: no source, no script, no style sheet from elsewhere, and its policy forbids them', () => {
    expect(report).not.toMatch(/\ssrc=|<script|<link|@import|url\((?!#timeline-hatch\))/);
    expect(report).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test('its links lead to MITRE or into the page, where their target stands once', () => {
    const targets = [...report.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets).toContain('https://attack.mitre.org/techniques/T1595/001/');
    for (const target of targets.filter((url) => !url.startsWith('https://attack.mitre.org/'))) {
      expect(report.split(`id="${target.slice(1)}"`)).toHaveLength(2);
    }
  });

  test('it follows the colour scheme and prints light', () => {
    expect(report).toContain('@media (prefers-color-scheme: dark)');
    expect(report).toMatch(/@media print \{\s*:root \{\s*color-scheme: light;/);
  });

  test('the last line before the end is the risk level', () => {
    expect(report).toContain('<p>Risk Level: High</p>\n</main>');
  });

  test('the picture has its numbers in a table beside it', () => {
    expect(report).toContain('<caption>Flows and bytes in intervals of 30 s</caption>');
    expect(report.replace(/<[^>]+>/g, ' ')).toMatch(/14:23:30Z\s+5\s+1\s+4\s+180 bytes\s+520\.1 MB/);
  });

  test('a log without times has no picture and no empty frame', () => {
    const sample = sampleInvestigation();
    const page = html.render({ ...sample, facts: { ...sample.facts, timeline: { bucketSeconds: 60, buckets: [] } } });
    expect(page).not.toMatch(/<figure|<svg/);
  });
});

describe('hostile values', () => {
  const known = new Set(tags(withoutStyle(report)).map((tag) => tag.split(/[\s>]/)[0]));

  test.each(Object.entries(hostile))('%s: brings no tag and no attribute of its own', (_, value) => {
    const page = withoutStyle(html.render(hostileInvestigation(value)));
    for (const tag of tags(page)) {
      expect(known).toContain(tag.split(/[\s>]/)[0]);
      expect(tag).not.toMatch(/\son\w+=|javascript:|evil/i);
    }
    expect(page).toContain(`<h3 id="finding-high-001">[HIGH-001] ${escapeHtml(plainText(value).trim())}</h3>`);
  });

  test('quotes do not end an attribute', () => {
    expect(escapeHtml(`" onload='x' &`)).toBe('&quot; onload=&#39;x&#39; &amp;');
  });
});
