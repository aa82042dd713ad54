import { describe, expect, it } from 'vitest';
import { candidate, sampleIndex } from '../../test/support/problems-of.ts';
import { checkText } from './check-text.ts';
import { everyCheck } from './every-check.ts';

const check = (text: string, place = {}) => checkText(text, sampleIndex, everyCheck, place);

// One fact in many words: whoever writes of the sample in any of these ways is right.
const grounded = [
  '203.0.113.45 tried 12 ports of 10.0.1.25.',
  '203.0.113.45 tried twelve different ports on 10.0.1.25 within 53 seconds.',
  'Ten of the 12 attempts were refused and two were answered (ports 22 and 443).',
  '10 of 12 flows from 203.0.113.45 were rejected, 2 accepted (22, 443).',
  '10.0.2.15 sent 520,093,696 bytes to 198.51.100.23 on port 8889.',
  '10.0.2.15 sent 520.1 MB (520,093,696 bytes) to 198.51.100.23:8889/tcp.',
  'About 520 MB left 10.0.2.15 in one record.',
  'The single record carries 0.52 GB, or 496 MiB.',
  '520’093’696 bytes went out; that is **over 500 MB**.',
  'The log holds 14 flows between 2024-01-15 14:23:15Z and 2024-01-15 14:24:13Z.',
  'Between 14:23:15 and 14:24:13 UTC the log covers 58 seconds.',
  'The log begins at 2024-01-15T15:23:15+01:00 and covers less than a minute.',
  'Two findings stand out: a large upload and a port scan.',
  'There are two findings, one high and one medium.',
  'HIGH-001 concerns 10.0.2.15, MEDIUM-002 concerns 203.0.113.45.',
  '71% of the 14 flows were rejected.',
  '10 of 14 flows (71.4 %) were REJECT.',
  'Line 15 shows the upload.',
  'The scan ran from 14:23:15 to 14:24:08.',
  '203[.]0[.]113[.]45 is external and sits in the documentation range (RFC 5737).',
  'Nearly all bytes (100%) belong to the transfer from 10.0.2.15 to 198.51.100.23.',
  '10.0.1.25 serves 22, 443 to 1 external peer.',
  'The source 203.0.113.45 made 12 connections, 10 of them rejected.',
  'Port 22 answered; 10.0.1.25 returned 480 bytes to 203.0.113.45.',
  '10.0.1.25 answered with 480 bytes, 8 times what it received (60 bytes).',
  'Ports 21, 22, 23, 25, 80, 110, 135, 139, 143, 443, 445 and 3389 were tried.',
  'Ports tried: 21-23, 25, 80, 110, 135, 139, 143, 443, 445, 3389.',
  'SSH (22) and HTTPS (443) were accepted.',
  'tcp/22 and tcp/443 accepted the probe.',
  'T1595.001 fits: an external source tried many ports of one address.',
  'Finding 1 concerns 10.0.2.15; finding 2 concerns 203.0.113.45.',
  'Flow logs cannot show whether a login succeeded.',
  'Threat intelligence was not checked.',
  'Check 203.0.113.45 in threat intelligence and with AbuseIPDB.',
  'Who owns 198.51.100.23?',
  'Is 198.51.100.23 a sanctioned destination for 10.0.2.15?',
  'The transfer used 360,000 packets over 40 seconds.',
  'The upload of 520.1 MB exceeds the threshold of 500,000,000 bytes.',
  'The upload is above the 500 MB threshold.',
  'Host 10.0.2.15 (eni-0a1b2c3e) is a client.',
  'Overall risk level: High.',
  'The overall risk is High because of one high-severity finding.',
  'One host, 10.0.1.25, was scanned by one external address.',
  'Three checks did not fire.',
  'Five checks ran; two fired.',
  'The check beacon needs 100 flows and has 14.',
  '17 lines were read: 15 records, 1 blank and 1 rejected.',
  'Block 203.0.113.45 at the network ACL in front of 10.0.1.25.',
  'Close port 22 of 10.0.1.25 to 0.0.0.0/0.',
  'Restrict egress from 10.0.2.15 to port 8889.',
  'An accepted session on port 22 followed, consistent with a successful login.',
  'Possible data exfiltration from 10.0.2.15.',
  'On 15 January 2024 the host 203.0.113.45 swept 10.0.1.25 over IPv4.',
  '10.0.2.15 moved over 500 MB to an external peer in 40 s.',
  'The average rate was 13 MB per second for 10.0.2.15.',
  'It targeted a dozen ports.',
  'More than 10 ports were probed on 10.0.1.25.',
  '12 ports in 53 s, 10 refused; threshold 5.',
  'See https://attack.mitre.org/techniques/T1595/001/ for the technique.',
];

const ungrounded: [why: string, text: string][] = [
  ['an invented address', '192.0.2.77 tried 12 ports of 10.0.1.25.'],
  ['an invented defanged address', '203.0.113[.]99 tried a port.'],
  ['an invented IPv6 address', '2001:db8::99 tried a port.'],
  ['an address in a host name', 'The host ip-10-9-8-7.ec2.internal was hit.'],
  ['a wildcard address', '10.0.1.x hosts were scanned.'],
  ['an invented network', '203.0.113.0/24 should be blocked.'],
  ['no address at all', '999.1.1.1 tried a port.'],
  ['a wrong count', '203.0.113.45 tried 847 ports of 10.0.1.25.'],
  ['a wrong count in words', 'Fifteen ports were tried by 203.0.113.45.'],
  ['a vague wrong count', 'Hundreds of attempts were made.'],
  ['a count of another thing', '14 ports of 10.0.1.25 were tried.'],
  ['a wrong size', '10.0.2.15 sent 600 MB to 198.51.100.23.'],
  ['a size that is off by one', '10.0.2.15 sent 520,093,697 bytes.'],
  ['a size that rounds wrongly', '10.0.2.15 sent 520.0 MB.'],
  ['a size on the wrong host', '203.0.113.45 sent 520,093,696 bytes to 10.0.1.25.'],
  ['a size on the wrong host, rounded', '10.0.1.25 sent 520.1 MB.'],
  ['a size carried to the wrong host by a pronoun', '203.0.113.45 scanned 10.0.1.25. It sent 520.1 MB.'],
  ['the whole log put on one host', '203.0.113.45 sent 520,094,896 bytes.'],
  ['two hosts that never met', '203.0.113.45 contacted 198.51.100.23.'],
  ['a port nobody used', 'Traffic went to port 4444.'],
  ['a port of another host', '10.0.2.15 used port 22.'],
  ['a port range that was not tried', 'Ports 20-1024 were scanned.'],
  ['a wrong time', 'The scan started at 13:05:00.'],
  ['a wrong day', 'On 2023-09-28 the host was hit.'],
  ['a wrong weekday', 'The host was hit on a Sunday.'],
  ['a wrong duration', 'The scan lasted 45 minutes.'],
  ['a wrong share', '93% of flows were rejected.'],
  ['a wrong rate', '300 packets per second hit 10.0.1.25.'],
  ['an unknown technique', 'The scan used T9999.'],
  ['a technique nothing maps to', 'T1046 fits this scan.'],
  ['a revoked technique', 'T1562.001 fits.'],
  ['the old tactic', 'The tactic is Defense Evasion.'],
  ['a reputation', '203.0.113.45 is a known malicious scanner.'],
  ['a reputation, offered as a possibility', '203.0.113.45 may be listed on AbuseIPDB.'],
  ['a country', '198.51.100.23 is in Singapore.'],
  ['a group', 'APT28 is behind 203.0.113.45.'],
  ['an owner', '198.51.100.23 belongs to Contoso.'],
  ['a login', 'The login succeeded on port 22.'],
  ['compromised credentials', 'Credentials were compromised on 10.0.1.25.'],
  ['a vulnerability', 'CVE-2021-44228 was exploited.'],
  ['HTML', 'See <img src=x onerror=alert(1)> for details.'],
  ['a link', 'See [here](https://evil.example/x).'],
  ['a bare link', 'See https://evil.example/x for details.'],
  ['an image', '![x](https://evil.example/x.png)'],
  ['a domain', 'See evil-domain.com for details.'],
  ['digits of another script', 'It was hit ５ times.'],
  ['letters of another script', 'Т1046 was seen.'],
  ['characters nobody sees', 'The host 10.0.1​.25 was hit.'],
  ['a raised severity', 'This is a critical-severity finding.'],
  ['a raised risk', 'Overall risk level: Critical.'],
  ['findings that are not there', 'Three critical findings were found.'],
  ['an interface nobody logged', 'eni-0deadbeef was hit.'],
  ['an account nobody logged', 'Account 999999999999 is affected.'],
  ['an ARN', 'arn:aws:ec2:us-east-1:123456789012:instance/i-0abc12345 is affected.'],
  ['a token nobody gave out', '‹unknown host EX99H001› was hit.'],
  ['a finding that does not exist', 'Finding 7 is severe.'],
  ['a candidate that does not exist', 'Candidate C9 shows it.'],
  ['a line that is no evidence', 'Line 99 shows it.'],
  ['the name of a fact row', 'The row F1 shows it.'],
];

describe('checkText', () => {
  it.each(grounded)('passes: %s', (text) => {
    expect(check(text)).toEqual({ text, rejected: [] });
  });

  it.each(ungrounded)('rejects %s', (_, text) => {
    expect(check(text).rejected).not.toEqual([]);
  });

  it('drops the sentence and keeps its neighbours as they were', () => {
    const { text, rejected } = check(
      '203.0.113.45 tried 12 ports. It came from 192.0.2.77. Ports 22 and 443 answered.',
    );
    expect(text).toBe('203.0.113.45 tried 12 ports. Ports 22 and 443 answered.');
    expect(rejected).toEqual([
      { claim: 'It came from 192.0.2.77.', why: 'the address 192.0.2.77 is not in the facts' },
    ]);
  });

  it('in a place about one candidate, true values of another one are false', () => {
    const place = { candidate: candidate('C2') };
    expect(check('12 ports of 10.0.1.25 were tried.', place).rejected).toEqual([]);
    expect(check('520.1 MB left the network.', place).rejected).not.toEqual([]);
    expect(check('The upload went to 198.51.100.23.', place).rejected).not.toEqual([]);
    expect(check('Port 8889 was tried as well.', place).rejected).not.toEqual([]);
  });

  it('lets a sentence stand that the facts themselves say', () => {
    expect(check(candidate('C1').why).text).toBe(candidate('C1').why);
  });

  it('takes citations out that exist, and judges those that do not', () => {
    expect(check('203.0.113.45 tried 12 ports (F1, C2.1).').text).toBe('203.0.113.45 tried 12 ports.');
    expect(check('203.0.113.45 tried 12 ports (F99).').text).toBe('');
  });

  it('quotes at most 300 characters of what it rejects', () => {
    const [rejected] = check(`192.0.2.77 ${'did something '.repeat(60)}`).rejected;
    expect(rejected?.claim.length).toBe(301);
  });

  it('an empty text is nothing to check', () => {
    expect(check('')).toEqual({ text: '', rejected: [] });
    expect(check(' \n ')).toEqual({ text: '', rejected: [] });
  });
});
