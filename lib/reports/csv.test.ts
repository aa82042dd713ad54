import { describe, expect, test } from 'vitest';
import { hostile, hostileInvestigation } from '../../test/support/hostile-investigation.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { sampleWithSteps } from '../../test/support/sample-steps.ts';
import { csv } from './csv.ts';

/** Reads quoted cells as RFC 4180 has them; anything else is a fault of the writer. */
function rows(text: string): string[][] {
  expect(text).toMatch(/^("(?:[^"]|"")*"(,"(?:[^"]|"")*")*\r\n)*$/);
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));
}

function records(text: string): Record<string, string>[] {
  const [head = [], ...body] = rows(text);
  return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

test('one row a finding, with its evidence lines', () => {
  const [first, second] = records(csv.render(sampleWithSteps()));
  expect(first).toMatchObject({
    finding: 'HIGH-001',
    severity: 'high',
    source: '10.0.2.15',
    bytes: '520093696',
    techniques: 'No confident mapping',
    evidence:
      'paste:15 2 123456789012 eni-0a1b2c3d 10.0.2.15 198.51.100.23 44321 8889 6 360000 520093696 1705328610 1705328650 ACCEPT OK',
  });
  expect(second).toMatchObject({ finding: 'MEDIUM-002', techniques: 'T1595.001 (high)', evidence_total: '12' });
  expect(second?.evidence?.split('; ')).toHaveLength(3);
});

test('no finding: the head alone', () => {
  const text = csv.render({ ...sampleInvestigation(), candidates: [] });
  expect(rows(text)).toHaveLength(1);
});

test('defanged when asked, external addresses alone', () => {
  const [first] = records(csv.render(sampleWithSteps(), { defang: true }));
  expect(first).toMatchObject({ source: '10.0.2.15', destination: '198[.]51[.]100[.]23' });
});

describe('hostile values', () => {
  test.each(Object.entries(hostile))('%s: stays one row a finding with all its cells', (_, value) => {
    const read = rows(csv.render(hostileInvestigation(value)));
    expect(read.map((row) => row.length)).toEqual([26, 26, 26]);
  });

  test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=cmd()', '\r=cmd()', '\n=cmd()', '  =cmd()', '＝cmd()', '＠x'])(
    'a spreadsheet reads %j as text',
    (value) => {
      for (const record of records(csv.render(hostileInvestigation(value)))) {
        expect(record.title?.startsWith("'")).toBe(true);
        for (const cell of Object.values(record)) expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/);
      }
    },
  );

  test.each(['10.0.0.1', 'a=b', 'x-y'])('%s is left as it is', (value) => {
    expect(records(csv.render(hostileInvestigation(value)))[0]?.title).toBe(value);
  });
});
