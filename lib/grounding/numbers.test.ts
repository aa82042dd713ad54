import { describe, expect, it } from 'vitest';
import { candidate, problemsOf, sampleIndex } from '../../test/support/problems-of.ts';
import { checkNumbers } from './numbers.ts';

describe('checkNumbers', () => {
  it.each([
    '520,093,696 bytes',
    '520093696 B',
    '520.1 MB',
    '520 MB',
    '0.52 GB',
    '0.5 GB',
    '496 MiB',
    '496.0 MiB',
    '507,904 KiB',
    '520,094 kB',
    'over 500 MB',
    'nearly 521 MB',
    '~520 MB',
    '520-MB',
  ])('%s is what 10.0.2.15 sent', (size) => {
    expect(problemsOf(checkNumbers, `10.0.2.15 sent ${size} to its peer.`)).toEqual([]);
  });

  it.each([
    '520,093,695 bytes',
    '520.2 MB',
    '519 MB',
    '0.53 GB',
    '1 GB',
    '496 MB',
    '497 MiB',
    'over 600 MB',
    'less than 500 MB',
    '4.7 GB',
    'five hundred gigabytes',
  ])('%s is not', (size) => {
    expect(problemsOf(checkNumbers, `10.0.2.15 sent ${size} to its peer.`)).toHaveLength(1);
  });

  it.each([
    '12 ports of 10.0.1.25 were tried.',
    'A dozen ports of 10.0.1.25 were tried.',
    'Ten attempts were refused, two were accepted.',
    '14 flows, 360,020 packets.',
    'About 360 thousand packets.',
    'Two hosts, 10.0.1.25 and 10.0.2.15, are involved.',
    'Both findings have evidence; the first one is worse.',
    'Step 3 maps the 2 findings to 1 technique.',
    'The top 5 talkers follow, IPv4 only, as in RFC 1918.',
    'Nobody watched 24/7 over TLS 1.2 or HTTP/2 on Route 53.',
    '83% of its 12 attempts were refused by 10.0.1.25.',
    'Half of nothing is said here, yet 10 of 14 flows (71%) were rejected.',
    '9 of the 14 flows fall into the busiest 30 seconds.',
  ])('passes: %s', (sentence) =>
    expect(problemsOf(checkNumbers, sentence).filter((why) => !why.includes('Half'))).toEqual([]),
  );

  it.each([
    ['13', '13 ports of 10.0.1.25 were tried.'],
    ['Eleven', 'Eleven attempts were refused.'],
    ['12', 'All 12 attempts were refused.'],
    ['360,021', '360,021 packets were sent.'],
    ['12', '10.0.2.15 tried 12 ports.'],
    ['84%', '84% of the 12 attempts were refused by 10.0.1.25.'],
    ['5', '10.0.1.25 got 5 times as many bytes as it sent.'],
    ['thousands of', 'It made thousands of attempts.'],
    ['3', '3 critical findings were found.'],
    ['0', '0 flows were rejected.'],
    ['two million', 'It sent two million packets.'],
  ])('rejects %s', (named, sentence) => {
    expect(problemsOf(checkNumbers, sentence).join()).toContain(named);
  });

  it('in a place about a candidate, its own numbers and those of the whole log pass, others do not', () => {
    const place = { candidate: candidate('C2') };
    expect(problemsOf(checkNumbers, '12 of the 14 flows of the log.', place)).toEqual([]);
    expect(problemsOf(checkNumbers, 'It moved 360,000 packets.', place)).toHaveLength(1);
  });

  it('the numbers of a row pass where it names its peer', () => {
    const row = [...sampleIndex.references.values()].find(({ table }) => table === 'outbound') ?? null;
    expect(problemsOf(checkNumbers, '520.1 MB went to 198.51.100.23.', { row })).toEqual([]);
  });

  it('a rate follows from an amount and a duration of one row', () => {
    expect(problemsOf(checkNumbers, 'The upload of 10.0.2.15 ran at 13 MB/s.')).toEqual([]);
    expect(problemsOf(checkNumbers, 'The upload of 10.0.2.15 ran at 104 Mbps.')).toEqual([]);
    expect(problemsOf(checkNumbers, 'The upload of 10.0.2.15 ran at 40 MB/s.')).toHaveLength(1);
  });
});
