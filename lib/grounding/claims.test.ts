import { describe, expect, it } from 'vitest';
import { scanClaims } from './claims.ts';

const kinds = (text: string) => scanClaims(text).map((claim) => `${claim.kind} ${claim.text.trim()}`);

describe('scanClaims', () => {
  it('reads every claim once, in the order of the text', () => {
    expect(kinds('203.0.113.45:22 sent 1.2 MB in 5 min (40%) on 2024-01-15, T1046, 3 hosts.')).toEqual([
      'address 203.0.113.45',
      'port 22',
      'bytes 1.2 MB',
      'duration 5 min',
      'percentage 40%',
      'time 2024-01-15',
      'technique T1046',
      'count 3',
    ]);
  });

  it('gives the place of each claim in the text as it was written', () => {
    const text = 'It sent “520 MB” to 203[.]0[.]113[.]45.';
    for (const claim of scanClaims(text)) expect(text.slice(claim.start, claim.end)).toBe(claim.text);
    expect(scanClaims(text)).toHaveLength(2);
  });

  it('no number goes unread', () => {
    for (const text of ['x 7', '7x8', '(7)', '7,8,9', "7'000", '7/8', '-7', '7.', '7 of 8', 'a7 7', '#7', '$7', '7…']) {
      expect(scanClaims(text), text).not.toEqual([]);
    }
  });

  it('words are numbers, ordinals and names with digits are not', () => {
    expect(kinds('twenty-one hosts, a hundred flows, half a dozen ports')).toEqual([
      'count twenty-one',
      'count a hundred',
      'count half a dozen',
    ]);
    expect(kinds('the first, the 2nd, IPv6, EC2, S3, TLS 1.2, one of them, no one, a two-way handshake')).toEqual([]);
  });

  it('counts know what they count', () => {
    const of = (text: string) => scanClaims(text).flatMap((claim) => (claim.kind === 'count' ? [claim.of[0]] : []));
    expect(of('12 destination ports, 3 hosts, 9 packets')).toEqual(['ports', 'hosts', 'packets']);
    expect(of('10 refused, 2 were accepted, 5 rejected flows')).toEqual(['rejected', 'accepted', 'rejected']);
    expect(of('10 of 12 attempts were refused')).toEqual(['rejected', 'flows']);
    expect(of('packets: 9')).toEqual(['packets']);
  });

  it('what is part of a known name is no claim', () => {
    expect(scanClaims('documentation range (RFC 5737), app-7.log', ['app-7.log'])).toEqual([]);
    expect(scanClaims('7 app-7.logs', ['app-7.log'])).not.toEqual([]);
  });

  it('a text of any length is read in time that grows with it', () => {
    const begun = performance.now();
    scanClaims('10.0.0.1 sent 5 MB to port 443, '.repeat(2000));
    scanClaims('1'.repeat(20_000));
    scanClaims('<'.repeat(20_000));
    scanClaims('one '.repeat(5_000));
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
