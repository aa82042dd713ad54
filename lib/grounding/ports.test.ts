import { describe, expect, it } from 'vitest';
import { candidate, problemsOf, sampleIndex } from '../../test/support/problems-of.ts';
import { checkPorts } from './ports.ts';

describe('checkPorts', () => {
  it.each([
    'Port 22 answered.',
    'Ports 22, 80, and 443 were tried.',
    'Ports 21-23 were tried.',
    'It used 10.0.1.25:22.',
    'The service is 22/tcp, not udp.',
    'TCP 443 was open.',
    'dstport=22 dport 443',
    'RDP (3389) was refused.',
    'The host sent to :8889.',
    'Distinct ports: 12.',
    'IP protocol 6 only.',
    'Port 22, 10 attempts refused.',
    'Port 22 and 10 refused attempts.',
    'Source port 54321 was used by 203.0.113.45.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkPorts, sentence)).toEqual([]));

  it.each([
    ['4444', 'Port 4444 answered.'],
    ['81', 'Ports 22, 81 and 443 were tried.'],
    ['24', 'Ports 21-24 were tried.'],
    ['23', 'It used 198.51.100.23:23.'],
    ['5985', 'tcp/5985 was open.'],
    ['53', 'UDP 53 was open.'],
    ['5900', 'VNC (5900) was open.'],
    ['protocol 47', 'IP protocol 47 was seen.'],
    ['70000', 'Port 70000 was open.'],
  ])('rejects %s', (named, sentence) => {
    expect(problemsOf(checkPorts, sentence).join()).toContain(named);
  });

  it('a port of one host is not one of another', () => {
    expect(problemsOf(checkPorts, '10.0.2.15 reached port 8889.')).toEqual([]);
    expect(problemsOf(checkPorts, '10.0.1.25 reached port 8889.')).not.toEqual([]);
    expect(problemsOf(checkPorts, 'It reached port 8889.', { candidate: candidate('C2') })).not.toEqual([]);
  });

  it('the row about a port may name it', () => {
    const row = [...sampleIndex.references.values()].find(({ table }) => table === 'topPorts') ?? null;
    expect(problemsOf(checkPorts, 'Port 22 is open.', { row })).toEqual([]);
  });
});
