import type { Candidate } from '#lib/model/detection.ts';
import type { AddressScope } from '#lib/names/address-scope.ts';

/** What answers a finding: detections of one family call for the same kind of action and the same questions. */
export type Family =
  | 'probe'
  | 'login'
  | 'exposure'
  | 'egress'
  | 'lateral'
  | 'refused'
  | 'flood'
  | 'metadata'
  | 'coverage';

const families: Record<string, Family> = {
  'port-scan': 'probe',
  'host-sweep': 'probe',
  'slow-scan': 'probe',
  'distributed-probe': 'probe',
  'half-open-scan': 'probe',
  'exposed-service-probe': 'probe',
  'reject-storm': 'probe',
  'brute-force': 'login',
  'brute-force-success': 'login',
  'open-admin-port': 'exposure',
  'inbound-odd-port': 'exposure',
  'cleartext-service': 'exposure',
  'large-flow': 'egress',
  'large-transfer': 'egress',
  'upload-asymmetry': 'egress',
  'volume-spike': 'egress',
  'odd-port-egress': 'egress',
  'low-and-slow': 'egress',
  beacon: 'egress',
  'external-dns': 'egress',
  'dns-tunnel': 'egress',
  'backdoor-port': 'egress',
  'mining-port': 'egress',
  'tor-port': 'egress',
  'icmp-tunnel': 'egress',
  'unusual-protocol': 'egress',
  'new-peer': 'egress',
  'smtp-abuse': 'egress',
  'lateral-movement': 'lateral',
  'pivot-chain': 'lateral',
  'rejected-egress': 'refused',
  'one-sided-block': 'refused',
  flood: 'flood',
  reflection: 'flood',
  'metadata-service': 'metadata',
  'coverage-gap': 'coverage',
};

/**
 * The family of a candidate. Who stands where has the last word: an upload needs an internal actor and an outside
 * target, and a detection that is not in the table is judged by its ends alone.
 */
export function familyOf(
  { detection, actors, targets }: Candidate,
  scopeOf: (address: string) => AddressScope,
): Family {
  const known = families[detection];
  if (known === 'coverage' || known === 'metadata' || (actors.length === 0 && targets.length === 0))
    return known ?? 'coverage';
  const fromInside = actors.some((address) => scopeOf(address) !== 'external');
  const toOutside = targets.some((address) => scopeOf(address) === 'external');
  if (known === 'egress' && !fromInside) return 'exposure';
  if (known === 'egress' && targets.length > 0 && !toOutside) return 'lateral';
  if (known !== undefined) return known;
  if (!fromInside) return 'probe';
  return toOutside || targets.length === 0 ? 'egress' : 'lateral';
}
