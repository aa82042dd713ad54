import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/support/problems-of.ts';
import { checkReputation } from './reputation.ts';

describe('checkReputation', () => {
  it.each([
    'No reputation was looked up.',
    'Whether the login succeeded is unknown.',
    'Reputation of 203.0.113.45: not checked.',
    'Look 203.0.113.45 up in VirusTotal.',
    'Did anybody log in to 10.0.1.25 successfully?',
    'This may be data exfiltration.',
    'The pattern is consistent with a compromised host.',
    'This is how malware looks for services.',
    'Flow logs cannot prove that files were stolen.',
    'The transfer is suspicious and needs an explanation.',
    'The scanner was refused by the firewall.',
    'The flows belong to the transfer.',
    'Check whether 203.0.113.45 is listed on AbuseIPDB.',
    'Is 203.0.113.45 a known scanner?',
    'The pattern could be a C2 channel.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkReputation, sentence)).toEqual([]));

  it.each([
    '203.0.113.45 is malicious.',
    '203.0.113.45 is a known attacker.',
    '203.0.113.45 was flagged by several vendors.',
    'The abuse confidence is high.',
    'Threat intelligence lists 203.0.113.45.',
    'GreyNoise knows it.',
    '203.0.113.45 is blacklisted.',
    'It is a Tor exit node.',
    'It is not expected, and it is listed on AbuseIPDB.',
    'APT29 did it.',
    'FIN7 may have done it.',
    'Cobalt Strike beacons like this.',
    'The address is Russian.',
    'The address is registered to Contoso.',
    'The address is in AS8075.',
    'The address is located in Frankfurt.',
    'The attacker gained access to 10.0.1.25.',
    'The attacker successfully logged in.',
    'The authentication was successful.',
    '10.0.1.25 is compromised.',
    'Customer data left the network.',
    'Malware was installed on 10.0.2.15.',
    '10.0.2.15 exfiltrated sensitive data.',
    'CVE-2024-3094 explains it.',
    'Check 203.0.113.45, which is listed on several feeds.',
    '203.0.113.45 is known for scanning.',
    '203.0.113.45 is associated with automated scanning tools.',
    '198.51.100.23 is a C2 server.',
    '10.0.2.15 exfiltrated 520.1 MB.',
    'It brute-forced the passwords of 10.0.1.25.',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkReputation, sentence)).not.toEqual([]));
});
