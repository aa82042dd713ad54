import { Investigation } from '#lib/model/investigation.ts';
import { sampleInvestigation } from './sample-investigation.ts';
import { seeded } from './seeded.ts';

/**
 * The sample with every identifying value replaced by one made up from the seed: addresses of both families (some of
 * them neighbours), ids of 8 and 17 digits, accounts, file names. The same seed gives the same document.
 */
export function seededInvestigation(seed: number): Investigation {
  const random = seeded(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(16).toString(16)).join('');
  const id = (prefix: string) => `${prefix}-0${hex(random() < 0.5 ? 7 : 16)}`;
  const ipv4 = (prefix: string) => `${prefix}.${whole(4)}.${whole(256)}`;
  // A group of zeros or a leading zero would be spelled differently by ipaddr.js.
  const ipv6 = (prefix: string) => `${prefix}:${1 + whole(9)}${hex(3)}::${1 + whole(9)}${hex(whole(4))}`;
  const inside = () => (random() < 0.3 ? ipv6('fd12:3456:789a') : ipv4('10.20'));
  const outside = () => (random() < 0.3 ? ipv6('2001:db8:77') : ipv4('198.51'));

  const values: Record<string, string> = {
    '203.0.113.45': outside(),
    '198.51.100.23': outside(),
    '10.0.1.25': inside(),
    '10.0.2.15': inside(),
    'eni-0a1b2c3d': id('eni'),
    'eni-0a1b2c3e': id('eni'),
    '123456789012': `${1 + whole(9)}${String(whole(1e11)).padStart(11, '0')}`,
    paste: random() < 0.5 ? 'paste' : `logs/${hex(4)}-prod.log.gz`,
  };
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return Object.entries(values).reduce((text, [from, to]) => text.replaceAll(from, to), value);
    }
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  const start = 1_600_000_000 + whole(200_000_000);
  const made = replaced({ ...sampleInvestigation(), window: { start, end: start + 58 } });
  return Investigation.parse(made);
}
