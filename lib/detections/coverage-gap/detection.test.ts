import { describe, expect, test } from 'vitest';
import { exchange, firstSecond, flowLine, times, webFlows } from '../../../test/support/flow-lines.ts';
import { runOne, theOne } from '../../../test/support/run-one.ts';

const run = (lines: readonly string[]) => runOne('coverage-gap', lines);

/** A status line of an interface `at` seconds after the first second, over one minute. */
const status = (word: 'NODATA' | 'SKIPDATA', at: number, eni = 'eni-0a1b2c3d') =>
  `2 123456789012 ${eni} - - - - - - - ${firstSecond + at} ${firstSecond + at + 60} - ${word}`;

/** One accepted flow a minute on an interface. */
const steady = (minutes: readonly number[], eni = 'eni-0a1b2c3d') =>
  minutes.flatMap((minute) =>
    exchange({ src: '192.0.2.9', dst: '10.9.9.9', sport: 40_000 + minute, dport: 443, at: minute * 60, eni }),
  );

describe('skipped records', () => {
  test('low: one SKIPDATA record, proved by its line', async () => {
    const { check, candidates } = await run([...steady([0, 1]), status('SKIPDATA', 120)]);
    expect(check).toMatchObject({ outcome: 'fired', needs: 0 });
    const candidate = theOne(candidates);
    expect(candidate).toMatchObject({
      title: 'Coverage gap: 1 SKIPDATA record',
      severity: 'low',
      confidence: 'high',
      actors: [],
      targets: [],
      attack: [],
      flows: 1,
      measures: { records: 1, interfaces: 1, skippedIntervals: 1, intervals: 3 },
      evidenceTotal: 1,
    });
    expect(candidate.evidence.map(({ line }) => line)).toEqual([5]);
  });

  test('medium above one percent of the intervals, once there are a hundred', async () => {
    const skipped = (count: number) => times(count, (index) => status('SKIPDATA', (200 + index) * 60));
    const minutes = times(198, (index) => index);
    expect(theOne((await run([...steady(minutes), ...skipped(2)])).candidates).severity).toBe('low');
    expect(theOne((await run([...steady(minutes), ...skipped(3)])).candidates).severity).toBe('medium');
  });

  test('fires without a single flow', async () => {
    expect((await run([status('SKIPDATA', 0)])).check).toMatchObject({ outcome: 'fired', has: 0 });
  });

  test('quiet: NODATA says that there was nothing to record', async () => {
    expect((await run([status('NODATA', 0), status('NODATA', 60)])).check.outcome).toBe('quiet');
  });
});

describe('a silent interface', () => {
  const around = (gap: number) => [...times(12, (index) => index), ...times(12, (index) => 12 + gap + index)];

  test('info: three intervals without a record between steady ones', async () => {
    expect((await run(steady(around(2)))).check.outcome).toBe('quiet');
    expect(theOne((await run(steady(around(3)))).candidates)).toMatchObject({
      title: 'Coverage gap: 1 interface fell silent for a time',
      severity: 'info',
      measures: { interfaces: 1, longestSilenceIntervals: 3, intervalSeconds: 60 },
    });
  });

  test('quiet: NODATA records fill the silence', async () => {
    const noData = times(5, (index) => status('NODATA', (12 + index) * 60));
    expect((await run([...steady(around(5)), ...noData])).check.outcome).toBe('quiet');
  });

  test('quiet: an interface that seldom reports is not silent', async () => {
    expect((await run(steady(times(20, (index) => index * 5)))).check.outcome).toBe('quiet');
  });

  test('quiet: too few intervals to call an interface steady', async () => {
    expect((await run(steady([0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15]))).check.outcome).toBe('quiet');
  });
});

describe('a log that was filtered', () => {
  test('info: a thousand flows of a single action', async () => {
    expect((await run(webFlows(998))).check.outcome).toBe('quiet');
    expect(theOne((await run(webFlows(1000))).candidates)).toMatchObject({
      title: 'Coverage gap: all of 1,000 flows are ACCEPT',
      severity: 'info',
      evidenceTotal: 1000,
    });
    const refused = flowLine({ src: '192.0.2.1', dst: '10.9.9.9', sport: 40_000, dport: 22, action: 'REJECT' });
    expect((await run([...webFlows(1000), refused])).check.outcome).toBe('quiet');
  });

  test('info: sessions without replies', async () => {
    const oneWay = (count: number) =>
      times(count, (index) =>
        flowLine({ src: '192.0.2.1', dst: '10.9.9.9', sport: 40_000 + index, dport: 443, packets: 8 }),
      );
    expect((await run(oneWay(99))).check.outcome).toBe('quiet');
    expect(theOne((await run(oneWay(100))).candidates)).toMatchObject({
      title: 'Coverage gap: the replies are missing',
      measures: { oneWayConversations: 100, conversations: 100 },
    });
    // Ten in a hundred with a reply are enough to show that replies are logged.
    expect((await run([...oneWay(90), ...webFlows(20)])).check.outcome).toBe('quiet');
    expect((await run([...oneWay(91), ...webFlows(18)])).check.outcome).toBe('fired');
  });
});
