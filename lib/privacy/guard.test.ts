import { describe, expect, it } from 'vitest';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { caseSecrets, type Secrets } from './case-secrets.ts';
import { findLeaks } from './guard.ts';

const secrets: Secrets = {
  accounts: ['123456789012'],
  addresses: ['203.0.113.45', '10.0.1.25'],
  terms: ['prod-vpc.log.gz', 'acme/eu-west'],
};

const kinds = (body: string) => findLeaks(body, secrets).map(({ kind }) => kind);

describe('finds', () => {
  it.each([
    ['plain IPv4', 'from 203.0.113.45 on'],
    ['IPv4 of no case', 'asked 8.8.8.8'],
    ['IPv4 with a port', '198.51.100.7:8443'],
    ['IPv4 with a prefix length', 'inside 10.20.0.0/16'],
    ['IPv4 with a port in the notation of tcpdump', '203.0.113.45.54321 > port 22'],
    ['IPv4 at the end of a sentence', 'It was 203.0.113.45.'],
    ['IPv4 with leading zeros', '203.000.113.045'],
    ['IPv4 behind a letter', 'ip203.0.113.45'],
    ['IPv4 in brackets of a defanged text', '203[.]0[.]113[.]45'],
    ['IPv4 defanged once', '203.0.113[.]45'],
    ['IPv4 defanged with words', '203[dot]0[dot]113[dot]45 and 198 dot 51 dot 100 dot 7'],
    ['IPv4 defanged with round brackets', '203(.)0(.)113(.)45'],
    ['IPv4 of the case with dashes', 'host 203-0-113-45 asked'],
    ['IPv4 in a name of AWS', 'ip-172-31-5-9.eu-west-1.compute.internal'],
    ['IPv4 behind an escaped line break', JSON.stringify({ input: 'a\n203.0.113.45' })],
    ['IPv4 three escapes deep', JSON.stringify(JSON.stringify(JSON.stringify({ input: 'a\n10.0.1.25\tb' })))],
    ['IPv4 in unicode escapes', String.raw`{"input":"\u0032\u0030\u0033.0.113.45"}`],
    ['IPv4 percent-encoded', '?q=203%2E0%2E113%2E45'],
    ['IPv4 in HTML entities', '203&#46;0&#x2e;113&#46;45'],
    ['IPv4 in full-width digits', '２０３．０．１１３．４５'],
    ['IPv4 with characters of no width in it', '203.0.\u200b113.45'],
    ['IPv6', 'from 2001:db8::23 on'],
    ['IPv6 in full, upper case', '2001:0DB8:0000:0000:0000:0000:0000:0023'],
    ['IPv6 with a port', '[2001:db8::23]:443'],
    ['IPv6 with a prefix length', '2001:db8:1::/48'],
    ['IPv6 behind a label', 'peer:2001:db8::23,'],
    ['IPv6 with a zone', 'fe80::1c2b%eth0'],
    ['IPv6 defanged', '2001[:]db8[:]0[:]0[:]0[:]0[:]0[:]23'],
    ['IPv6 loopback', 'bound to ::1'],
    ['mapped IPv6', '::ffff:203.0.113.45'],
    ['mapped IPv6 in hexadecimal', '::ffff:cb00:712d'],
    ['account of the case, anywhere', 'x=123456789012;'],
    ['account of the case, as AWS groups it', '1234-5678-9012'],
    ['any account, beside its word', '{"accountId": "210987654321"}'],
    ['any account, before its word', '210987654321 (account)'],
    ['account in the name of a log file', '210987654321_vpcflowlogs_eu-west-1'],
    ['interface', 'on eni-0a1b2c3d4e5f67890'],
    ['short made-up interface', 'eni-0abc12'],
    ['instance', 'i-0123456789abcdef0 stopped'],
    ['VPC, subnet, group, gateways', 'vpc-0a1b2c3d subnet-0a1b2c3d sg-0a1b2c3d nat-0a1b2c3d4e5f67890 tgw-0a1b2c3d'],
    ['endpoint and flow log', 'vpce-0a1b2c3d4e5f67890 fl-0a1b2c3d4e5f67890'],
    ['ARN', 'arn:aws:iam::210987654321:role/Admin'],
    ['ARN of another partition', 'arn:aws-us-gov:s3:::bucket/key'],
    ['access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['temporary access key', 'ASIAIOSFODNN7EXAMPLE'],
    ['file of the case, in another case of letters', 'read PROD-VPC.LOG.GZ'],
    ['name of the case with a slash', 'under acme/eu-west/'],
  ])('%s', (_, body) => {
    expect(findLeaks(body, secrets)).not.toEqual([]);
  });

  it('each value once, with its kind', () => {
    expect(findLeaks('203.0.113.45, 203[.]0[.]113[.]45; 2001:db8::1 2001:DB8::1 eni-0a1b2c3d', secrets)).toEqual([
      { kind: 'address', text: '203.0.113.45' },
      { kind: 'address', text: '2001:db8::1' },
      { kind: 'resource id', text: 'eni-0a1b2c3d' },
    ]);
  });

  it('tells kinds apart', () => {
    expect(kinds('ip-10-0-1-25.ec2.internal')).toEqual(['host name']);
    expect(kinds('account 123456789012')).toEqual(['account number']);
    expect(kinds('AKIAIOSFODNN7EXAMPLE')).toEqual(['access key']);
    expect(kinds('prod-vpc.log.gz')).toEqual(['name of the case']);
  });
});

describe('passes', () => {
  it.each([
    ['a technique', 'T1595.001 and T1046'],
    ['a version', 'node 20.11.1, openai 6.49.0, v1.2.3'],
    ['the version of ATT&CK', 'ATT&CK 19.2'],
    ['an object identifier', 'OID 1.3.6.1.4.1.311'],
    ['an ISO time', '2024-01-15T14:23:15Z'],
    ['a time of the day with milliseconds', '14:23:15.123'],
    ['a relative time', 'from t+12s to t+400s'],
    ['a ratio of clock times', '12:30:45:10'],
    ['decimals', '0.52 GB, 3.14, 1.5 %, 10.0'],
    ['a number that is too large for a part', '999.300.256.1'],
    ['a byte count of 12 digits', '104857600000 bytes and 123456789013'],
    ['a byte count with an account of its own', 'these account for 210987654321 bytes'],
    ['a grouped byte count', '123,456,789,012 bytes'],
    ['a longer number around an account', '91234567890121 and 1234567890123'],
    ['tokens', 'EX04H001 to IN01H003:443 on ENI02, ACCT01, INST01, VPC01, SUBNET01, FILE01, ID01'],
    ['C++ and Rust paths', 'foo::bar, std::add, AWS::EC2::Instance, foo::add::face'],
    ['a bare double colon', 'a :: b and ::'],
    ['a MAC address', '0a:1b:2c:3d:4e:5f'],
    ['ports', 'ports 20-25, 80, 443, 8000-8999 and 22,80'],
    ['four numbers with dashes that are no address of the case', '20-21-22-23'],
    ['four numbers in a row', '10, 0, 1, 25 and 203 0 113 45'],
    ['prefix lengths', 'a /24 or /64'],
    [
      'prefixes without an id',
      'eni-, vpc-id, subnet-id, i-beam, sg-rules, nat-gateway, fl-logs, acl-added, tgw-attach',
    ],
    ['field names', 'srcaddr dstaddr pkt-srcaddr account-id interface-id tcp-flags'],
    ['the word account without a number', 'Which account owns it? ARN or arn: is not sent.'],
    ['words that begin like keys', 'AKIA, ASIA and ASIAN markets'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a hash', 'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['part of a name of the case', 'prod-vpc and vpc.log and myprod-vpc.log.gz2'],
    ['a JSON schema', '{"type":"object","properties":{"ref":{"type":"string","pattern":"^F\\\\d+$"}}}'],
    ['headers of an SDK', 'user-agent: OpenAI/JS 6.49.0 x-stainless-runtime-version: v20.20.2 2023-06-01'],
    ['emoji and other scripts', 'é 🙂 日本 ١٢'],
    ['nothing', ''],
  ])('%s', (_, body) => {
    expect(findLeaks(body, secrets)).toEqual([]);
    expect(findLeaks(JSON.stringify({ input: [body] }), secrets)).toEqual([]);
  });

  it('a large body of letters and colons in reasonable time', () => {
    const started = performance.now();
    findLeaks('a:'.repeat(50_000) + 'x'.repeat(200_000) + '1.'.repeat(50_000), secrets);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the secrets of a case', () => {
  it('are its addresses, accounts, ids and telling names', () => {
    const investigation = sampleInvestigation();
    investigation.input.sources = investigation.input.sources.flatMap((source) => [
      source,
      { ...source, name: 'upload/2024/prod-vpc.log.gz' },
      { ...source, name: '22' },
    ]);
    const found = caseSecrets(investigation);
    expect(found.accounts).toEqual(['123456789012']);
    expect(found.addresses).toEqual(['203.0.113.45', '10.0.2.15', '10.0.1.25', '198.51.100.23', '169.254.169.254']);
    expect(found.terms).toEqual(['eni-0a1b2c3d', 'eni-0a1b2c3e', 'upload/2024/prod-vpc.log.gz', 'prod-vpc.log.gz']);
  });

  it('take a 12-digit byte count of a record for what it is', () => {
    const investigation = sampleInvestigation();
    const evidence = investigation.candidates[0]?.evidence[0];
    if (!evidence) throw new Error('the sample has evidence');
    evidence.fields.bytes = 104857600000;
    evidence.text = evidence.text.replace('520093696', '104857600000');
    expect(caseSecrets(investigation).accounts).toEqual(['123456789012']);
  });

  it('hold ids and tags of columns that no fact repeats', () => {
    const investigation = sampleInvestigation();
    const [source] = investigation.input.sources;
    const evidence = investigation.candidates[0]?.evidence[0];
    if (!source || !evidence) throw new Error('the sample has a source and evidence');
    source.layout = [...source.layout, 'vpc-id', 'instance-id', 'ecs-cluster-name', 'instance-tag'];
    evidence.text += ' vpc-main1 i-app7 payments-blue -';
    expect(caseSecrets(investigation).terms).toEqual(expect.arrayContaining(['vpc-main1', 'i-app7', 'payments-blue']));
  });
});
