import { describe, expect, it } from 'vitest';
import type { Investigation } from '#lib/model/investigation.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { seeded } from '../../test/support/seeded.ts';
import { seededInvestigation } from '../../test/support/seeded-investigation.ts';
import { caseSecrets } from './case-secrets.ts';
import { findLeaks } from './guard.ts';
import { knownValues } from './known-values.ts';
import { createMask } from './mask.ts';
import { isoTime, openView } from './open-view.ts';

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Every token of a case, known values only. */
function tokensOf(investigation: Investigation): string[] {
  const mask = createMask(investigation);
  const { addresses, terms } = knownValues(investigation);
  return [...addresses.map(mask.address), ...terms.map(({ kind, text }) => mask.term(kind, text))];
}

describe('tokens', () => {
  it('name the side, the network and the host, or the kind', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.address('203.0.113.45')).toBe('EX01H001');
    expect(mask.address('10.0.2.15')).toBe('IN01H001');
    expect(mask.address('10.0.1.25')).toBe('IN02H001');
    expect(mask.term('interface', 'eni-0a1b2c3d')).toBe('ENI01');
    expect(mask.term('interface', 'eni-0a1b2c3e')).toBe('ENI02');
    expect(mask.term('account', '123456789012')).toBe('ACCT01');
    expect(mask.term('file', 'paste')).toBe('FILE01');
  });

  it('keep neighbours of a /24 neighbours, in the order of their addresses', () => {
    const mask = createMask(withPeers(['10.0.7.30', '10.0.7.9', '10.0.7.31', '10.0.8.9']));
    expect(mask.address('10.0.7.9')).toMatch(/^IN\d\dH001$/);
    expect(mask.address('10.0.7.30')).toBe(mask.address('10.0.7.9').replace('H001', 'H002'));
    expect(mask.address('10.0.7.31')).toBe(mask.address('10.0.7.9').replace('H001', 'H003'));
    expect(mask.address('10.0.8.9').slice(0, 4)).not.toBe(mask.address('10.0.7.9').slice(0, 4));
  });

  it('keep hosts of one IPv6 /64 together and those of another apart', () => {
    const mask = createMask(withPeers(['2001:db8:1:2::5', '2001:db8:1:2:ffff::6', '2001:db8:1:3::5']));
    const network = mask.address('2001:db8:1:2::5').slice(0, 4);
    expect(mask.address('2001:db8:1:2:ffff::6').slice(0, 4)).toBe(network);
    expect(mask.address('2001:db8:1:3::5').slice(0, 4)).not.toBe(network);
  });

  it('are one for all spellings of an IPv6 address', () => {
    const mask = createMask(withPeers(['2001:db8::23']));
    expect(mask.address('2001:0DB8:0000:0:0:0:0:0023')).toBe(mask.address('2001:db8::23'));
    expect(mask.restore(mask.address('2001:DB8:0::23'))).toBe('2001:db8::23');
  });

  it.each([
    '127.0.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.251',
    '255.255.255.255',
    '::1',
    'ff02::fb',
    '192.0.2.67',
  ])('stand for %s as for any other address', (special) => {
    const mask = createMask(withPeers([special]));
    expect(mask.address(special)).toMatch(/^(?:IN|EX)\d\dH\d{3}$/);
    expect(mask.text(`from ${special} on`)).not.toContain(special);
    expect(mask.restore(mask.address(special))).toBe(special);
  });

  it('hide only the address of a range, so that its length can still be read', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.address('10.20.0.0/16')).toMatch(/^IN\d\dH\d{3}\/16$/);
    expect(mask.restore(mask.address('10.20.0.0/16'))).toBe('10.20.0.0/16');
  });

  it('leave what says that there is no value', () => {
    const mask = createMask(sampleInvestigation());
    expect([mask.address('-'), mask.term('account', 'unknown'), mask.term('instance', '-')]).toEqual([
      '-',
      'unknown',
      '-',
    ]);
  });

  it('hide a name in the place of an address all the same', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.address('db7.corp.example')).toMatch(/^ID\d\d$/);
    expect(mask.restore(mask.address('db7.corp.example'))).toBe('db7.corp.example');
  });

  it('are letters and digits, and none begins another, up to a thousand hosts and interfaces', () => {
    for (const count of [1, 9, 99, 100, 300, 1000]) {
      const peers = Array.from(
        { length: count },
        (_, index) => `10.${index % 7}.${Math.floor(index / 200)}.${index % 200}`,
      );
      const investigation = withPeers(peers);
      investigation.facts.assets = peers.map((address, index) => ({
        address,
        role: 'client',
        roleFrom: '',
        interfaces: [`eni-${String(index).padStart(8, '0')}`],
        instances: [],
      }));
      const tokens = [...new Set(tokensOf(investigation))].sort();
      expect(tokens.length).toBeGreaterThan(count);
      for (const [index, token] of tokens.entries()) {
        expect(token).toMatch(/^[A-Z]+\d+(?:H\d+)?$/);
        // In sorted order a prefix would stand directly before what it begins.
        expect(tokens[index + 1]?.startsWith(token) ?? false).toBe(false);
      }
    }
  });

  it('are of one width a kind', () => {
    const peers = Array.from({ length: 130 }, (_, index) => `10.1.${index}.7`);
    const widths = new Set(peers.map((address) => createMask(withPeers(peers)).address(address).length));
    expect(widths).toEqual(new Set(['IN001H001'.length]));
  });

  it('are the same for the same document, whatever is asked first', () => {
    const [one, other] = [createMask(sampleInvestigation()), createMask(sampleInvestigation())];
    one.address('10.0.1.25');
    expect(one.address('203.0.113.45')).toBe(other.address('203.0.113.45'));
  });

  it('are given to values that turn up later, and found again', () => {
    const mask = createMask(sampleInvestigation());
    const later = ['8.8.8.8', '203.0.113.46', '2001:4860:4860::8888'];
    expect(new Set(later.map(mask.address)).size).toBe(3);
    expect(mask.address('203.0.113.46')).toBe('EX01H002');
    for (const address of later) expect(mask.restore(`at ${mask.address(address)}.`)).toBe(`at ${address}.`);
  });
});

describe('times', () => {
  it('are relative to the first record and come back as ISO 8601 in UTC', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.time(1705328607)).toBe('t+12s');
    expect(mask.time(1705328595)).toBe('t+0s');
    expect(mask.time(1705328590)).toBe('t-5s');
    expect(mask.restore('from t+12s to T-5S')).toBe('from 2024-01-15T14:23:27Z to 2024-01-15T14:23:10Z');
  });

  it('that no calendar holds are called unknown', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.restore('at t+99999999999999999s')).toBe('at ‹unknown time t+99999999999999999s›');
  });

  it('without a window count from the earliest that the document has', () => {
    const mask = createMask({ ...sampleInvestigation(), window: null });
    expect(mask.time(1705328607)).toBe('t+12s');
  });

  it('in free text are relative too', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.text('first seen 2024-01-15T14:23:27Z, last 2024-01-15 14:23:28Z')).toBe(
      'first seen t+12s, last t+13s',
    );
    expect(mask.text('2024-02-30T00:00:00Z')).toBe('2024-02-30T00:00:00Z');
  });
});

describe('free text', () => {
  it.each(seeds)('restore(text(x)) is x for every text of made-up case %i', (seed) => {
    const investigation = seededInvestigation(seed);
    const mask = createMask(investigation);
    for (const text of textsOf({ ...investigation, run: null })) expect(mask.restore(mask.text(text))).toBe(text);
  });

  it.each(seeds)('of case %i holds nothing the guard would stop once it is masked', (seed) => {
    const investigation = seededInvestigation(seed);
    const mask = createMask(investigation);
    const masked = textsOf({ ...investigation, run: null }).map(mask.text);
    expect(findLeaks(JSON.stringify(masked), caseSecrets(investigation))).toEqual([]);
  });

  it('keeps ports, counts, bytes and prefix lengths', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.text('203.0.113.45:443 sent 520,093,696 bytes (123456789013 bytes) to 10.0.0.0/16, 12 flows')).toBe(
      'EX01H001:443 sent 520,093,696 bytes (123456789013 bytes) to IN04H001/16, 12 flows',
    );
  });

  it('masks accounts, ids and file names of the case, and ids it never saw', () => {
    const mask = createMask(sampleInvestigation());
    expect(mask.text('123456789012/eni-0a1b2c3d beside vpc-0aa11bb22cc33dd44')).toBe('ACCT01/ENI01 beside VPC01');
  });

  it('masks a value that touches letters with its whole word, so that it can be told again', () => {
    const mask = createMask(sampleInvestigation());
    for (const text of [
      'ip203.0.113.45x',
      '10.0.1.25x203.0.113.45',
      'host10.0.1.25',
      'ec2-203-0-113-45.compute-1.test',
    ]) {
      expect(mask.text(text)).not.toMatch(/203|113|25/);
      expect(mask.restore(mask.text(text))).toBe(text);
    }
  });

  it('leaves tokens as they are, so that a masked answer may be masked again', () => {
    const mask = createMask(sampleInvestigation());
    const once = mask.text('10.0.1.25 answered 203.0.113.45');
    expect(mask.text(once)).toBe(once);
    expect(mask.text(mask.restore(`${once}, so did EX99H001`))).toBe(`${once}, so did EX99H001`);
  });
});

describe('restore', () => {
  const mask = createMask(sampleInvestigation());

  it('takes tokens in any case and beside any sign', () => {
    expect(mask.restore('ex01h001, **EX01H001**, _in02h001_:22, (Eni01)/EX01H001.')).toBe(
      '203.0.113.45, **203.0.113.45**, _10.0.1.25_:22, (eni-0a1b2c3d)/203.0.113.45.',
    );
  });

  it('calls a token unknown that the case never gave', () => {
    expect(mask.restore('EX99H001 and EX01H001s and ENI77')).toBe(
      '‹unknown host EX99H001› and ‹unknown host EX01H001s› and ‹unknown interface ENI77›',
    );
    expect(mask.unknownTokens('EX99H001 told EX01H001 and ex99h002 twice, ex99h002')).toEqual(['EX99H001', 'ex99h002']);
    expect(mask.unknownTokens(mask.restore('EX99H001 told EX01H001'))).toEqual(['EX99H001']);
  });

  it('says unknown once, however often it is asked', () => {
    const once = mask.restore('EX99H001');
    expect(mask.restore(once)).toBe(once);
  });

  it('leaves words alone that only resemble tokens', () => {
    const text = 'INDEX04 in EXAMPLE01 is id 5, not ID1; F12, C3, HIGH-002, T1595.001, COMPLEX01H001, t+12 and 12s';
    expect(mask.restore(text)).toBe(text);
    expect(mask.unknownTokens(text)).toEqual([]);
  });
});

describe('a stream', () => {
  it('is restored without a difference in 2,000 random cuts', () => {
    const investigation = seededInvestigation(7);
    const mask = createMask(investigation);
    const tokens = tokensOf(investigation);
    const random = seeded(11);
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
    const around = [' ', '', 'x', 'I', 'EX', 't', 't+', '9', '›', ', ', '"', '\n', ':443 ', 'é', 'EN', 'subn', '🙂'];
    const others = ['t+12s', 't-3s', 'EX99H001', 'ex01h', 'INST', 'VPC00', 'at+5s', 'file', 'ID', 'id9'];

    for (let round = 0; round < 2000; round++) {
      const parts = Array.from({ length: 12 }, () => {
        const token = random() < 0.7 ? pick(tokens) : pick(others);
        return `${pick(around)}${random() < 0.2 ? token?.toLowerCase() : token}`;
      });
      const text = parts.join('');
      const restorer = mask.createRestorer();
      let streamed = '';
      for (let at = 0; at < text.length; ) {
        const length = Math.floor(random() * 6);
        streamed += restorer.push(text.slice(at, at + length));
        at += length;
      }
      expect(streamed + restorer.end()).toBe(mask.restore(text));
    }
  });

  it('holds back nothing but what may be the beginning of a token', () => {
    const restorer = createMask(sampleInvestigation()).createRestorer();
    expect(restorer.push('The host ')).toBe('The host ');
    expect(restorer.push('EX0')).toBe('');
    expect(restorer.push('1H001 sent')).toBe('203.0.113.45 sent');
    expect(restorer.push(' much e')).toBe(' much ');
    expect(restorer.push('arlier')).toBe('earlier');
    expect(restorer.end()).toBe('');
  });
});

describe('the legend', () => {
  const legend = createMask(sampleInvestigation()).legend();

  it('explains the kinds of tokens there are, and labels of hosts', () => {
    expect(legend).toContain('EX01H001: documentation range (RFC 5737).');
    expect(legend).toMatch(/^ENI… /m);
    expect(legend).not.toMatch(/^VPC… /m);
  });

  it('passes the guard', () => {
    expect(findLeaks(legend, caseSecrets(sampleInvestigation()))).toEqual([]);
  });
});

describe('the open view', () => {
  it('shows values as they are and times in UTC', () => {
    expect(openView.address('10.0.1.25')).toBe('10.0.1.25');
    expect(openView.term('account', '123456789012')).toBe('123456789012');
    expect(openView.time(1705328595)).toBe('2024-01-15T14:23:15Z');
    expect(isoTime(9e15)).toBe('9000000000000000');
  });
});

/** The sample with these peers of 10.0.1.25 beside its own values. */
function withPeers(peers: readonly string[]): Investigation {
  const investigation = sampleInvestigation();
  investigation.facts.topPairs = peers.map((source) => ({
    source,
    destination: '10.0.1.25',
    flows: 1,
    bytes: 60,
    rejected: 0,
  }));
  return investigation;
}
