import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { jira } from './jira.ts';

const report = jira.render(sampleWithSteps());

/** The heading of the first finding: a value of the log or of a model as text. */
const written = (value: string) => /^h3\. \\\[HIGH-001\\\] (.*)$/m.exec(jira.render(hostileInvestigation(value)))?.[1];

describe('the sample', () => {
  test('has headings, tables and links in wiki markup', () => {
    expect(report).toContain('\nh2. MITRE ATT&CK SUMMARY\n');
    expect(report).toContain('||Finding||Technique Name||Technique ID||Tactic||Reasoning||Confidence||');
    expect(report).toContain('|[T1595.001|https://attack.mitre.org/techniques/T1595/001/]|Reconnaissance|');
  });

  test('ends with the risk level', () => {
    expect(report.endsWith('\n\nRisk Level: High\n')).toBe(true);
  });

  test('brackets of a defanged address are escaped, so that they make no link', () => {
    expect(jira.render(sampleWithSteps(), { defang: true })).toContain('|{{203\\[.\\]0\\[.\\]113\\[.\\]45}}|');
  });
});

describe('hostile values', () => {
  test.each([
    ['{color:red}x{color}', '\\{color:red\\}x\\{color\\}'],
    ['[~admin] [a|http://x.example]', '\\[\\~admin\\] \\[a\\|hxxp://x.example\\]'],
    ['!pic.png!', '\\!pic.png\\!'],
    ['*b* _e_ ??c?? {{m}}', '\\*b\\* \\_e\\_ \\?\\?c\\?\\? \\{\\{m\\}\\}'],
    ['a -del- +ins+ --', 'a \\-del\\- \\+ins\\+ \\-\\-'],
    ['x \\\\ y', 'x &#92;&#92; y'],
    ['&#123;x&#125; AT&T', '&amp;#123;x&amp;#125; AT&T'],
    ['(x) (on) :) ;) :D', '\\(x) \\(on) \\:) \\;) \\:D'],
    ['one || two', 'one \\|\\| two'],
  ])('%s loses its meaning', (value, expected) => {
    expect(written(value)).toBe(expected);
  });

  test('dates, addresses and names with hyphens stay readable', () => {
    expect(written('2024-01-15 10.0.2.15 eni-0a1b 2001:db8::1')).toBe('2024-01-15 10.0.2.15 eni-0a1b 2001:db8::1');
  });

  test.each(['h1. big', 'bq. quote', '# item', '- item'])(
    'a summary that begins with «%s» stays a sentence',
    (value) => {
      const line = jira.render(hostileInvestigation(value)).split('\n\n')[4];
      expect(line).not.toMatch(/^(h1\.|bq\.|#|-)\s/);
      expect(line).toContain(value.split(' ')[1]);
    },
  );

  test.each(Object.entries(hostile))(
    '%s: no link but to MITRE, and blocks of input lines end where they should',
    (_, value) => {
      const hostileReport = jira.render(hostileInvestigation(value));
      expect(hostileReport.replace(/\{noformat\}.*?\{noformat\}/gs, '')).not.toMatch(/(?<!\\)\[(?!T\d)/);
      expect(hostileReport.match(/\{noformat\}/g)).toHaveLength(6);
      expect(hostileReport.match(/^h2\. /gm)).toHaveLength(9);
    },
  );
});
