import { expect, test } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import { lineAccount, noTraffic } from './line-account.ts';

const { input } = sampleInvestigation();

test('every line is accounted for, and what is not there is not named', () => {
  expect(lineAccount(input)).toBe('17 lines = 15 records + 1 blank + 1 not read');
  expect(lineAccount({ ...input, lines: 173_198, headers: 579, records: 172_619, blank: 0, rejected: 0 })).toBe(
    '173,198 lines = 172,619 records + 579 headers',
  );
  expect(lineAccount({ ...input, lines: 1, records: 1, blank: 0, rejected: 0 })).toBe('1 line = 1 record');
});

test('a log of silent interfaces is told from one that AWS did not write', () => {
  expect(noTraffic({ ...input, lines: 50, noData: 48, skipData: 2 })).toBe(
    '50 lines, no traffic: 48 NODATA (nothing flowed), 2 SKIPDATA (AWS dropped records). Widen the time range or check the interface.',
  );
  expect(noTraffic({ ...input, noData: 0, skipData: 0 })).toBeNull();
});
