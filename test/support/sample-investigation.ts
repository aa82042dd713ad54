import type { EvidenceLine } from '#lib/model/detection.ts';
import { Investigation } from '#lib/model/investigation.ts';

/**
 * A small made-up case, written by hand: 203.0.113.45 tries 12 ports of 10.0.1.25 (10 refused, 22 and 443 answered), and
 * 10.0.2.15 sends 520,093,696 bytes to 198.51.100.23 on port 8889. For units that need an investigation and no engine.
 */
export function sampleInvestigation(): Investigation {
  return Investigation.parse({
    schemaVersion: 1,
    run: { tool: 'flowcase 0.1.0', createdAt: '2026-01-15T15:00:00.000Z', durationMs: 12, attackVersion: '19.2' },
    input: {
      sources: [
        {
          name: 'paste',
          format: 'vpc-text',
          layout: [
            'version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets',
            'bytes', 'start', 'end', 'action', 'log-status',
          ],
          layoutFrom: 'inferred',
          bytes: 1700, lines: 17, headers: 0, blank: 1, records: 15, rejected: 1, damage: null,
        },
      ],
      lines: 17, headers: 0, blank: 1, records: 15, noData: 1, skipData: 0, rejected: 1,
      rejectedLines: [{ source: 'paste', line: 17, reason: '13 fields, expected 14', text: '2 123456789012 eni-0a1b2c3d' }],
      missingFields: ['tcp-flags', 'flow-direction', 'pkt-srcaddr', 'pkt-dstaddr'],
      internal: [],
    },
    window: { start: 1705328595, end: 1705328653 },
    totals: { flows: 14, bytes: 520094896, packets: 360020, accepted: 4, rejected: 10 },
    facts: {
      topSources: [
        { address: '203.0.113.45', scope: 'external', label: 'documentation range (RFC 5737)', flows: 12, bytes: 720, rejected: 10, direction: 'inbound' },
        { address: '10.0.2.15', scope: 'internal', label: null, flows: 1, bytes: 520093696, rejected: 0, direction: 'outbound' },
        { address: '10.0.1.25', scope: 'internal', label: null, flows: 1, bytes: 480, rejected: 0, direction: 'outbound' },
      ],
      topDestinations: [
        { address: '10.0.1.25', scope: 'internal', label: null, flows: 12, bytes: 720, rejected: 10, direction: 'inbound' },
        { address: '198.51.100.23', scope: 'external', label: 'documentation range (RFC 5737)', flows: 1, bytes: 520093696, rejected: 0, direction: 'outbound' },
        { address: '203.0.113.45', scope: 'external', label: 'documentation range (RFC 5737)', flows: 1, bytes: 480, rejected: 0, direction: 'outbound' },
      ],
      topPorts: [
        { port: 22, protocol: 'tcp', service: 'SSH', flows: 1, bytes: 60, accepted: 1, rejected: 0 },
        { port: 443, protocol: 'tcp', service: 'HTTPS', flows: 1, bytes: 60, accepted: 1, rejected: 0 },
        { port: 3389, protocol: 'tcp', service: 'RDP', flows: 1, bytes: 60, accepted: 0, rejected: 1 },
        { port: 8889, protocol: 'tcp', service: 'not a usual service', flows: 1, bytes: 520093696, accepted: 1, rejected: 0 },
      ],
      topPairs: [
        { source: '203.0.113.45', destination: '10.0.1.25', flows: 12, bytes: 720, rejected: 10 },
        { source: '10.0.1.25', destination: '203.0.113.45', flows: 1, bytes: 480, rejected: 0 },
        { source: '10.0.2.15', destination: '198.51.100.23', flows: 1, bytes: 520093696, rejected: 0 },
      ],
      byAction: [
        { action: 'REJECT', flows: 10, bytes: 600, packets: 10 },
        { action: 'ACCEPT', flows: 4, bytes: 520094296, packets: 360010 },
      ],
      byProtocol: [{ protocol: 'tcp', number: 6, flows: 14, bytes: 520094896, packets: 360020 }],
      byDirection: [
        { direction: 'inbound', flows: 12, bytes: 720, packets: 12 },
        { direction: 'outbound', flows: 2, bytes: 520094176, packets: 360008 },
      ],
      outbound: [
        { source: '10.0.2.15', destination: '198.51.100.23', port: 8889, protocol: 'tcp', bytes: 520093696, largestFlowBytes: 520093696, flows: 1, initiator: 'source' },
        { source: '10.0.1.25', destination: '203.0.113.45', port: 22, protocol: 'tcp', bytes: 480, largestFlowBytes: 480, flows: 1, initiator: 'destination' },
      ],
      attackSurface: [
        { host: '10.0.1.25', port: 22, protocol: 'tcp', side: 'server', peer: '203.0.113.45', accepted: 1, rejected: 0, bytesIn: 60, bytesOut: 480, firstSeen: 1705328595, lastSeen: 1705328653 },
        { host: '10.0.1.25', port: 443, protocol: 'tcp', side: 'server', peer: '203.0.113.45', accepted: 1, rejected: 0, bytesIn: 60, bytesOut: 0, firstSeen: 1705328600, lastSeen: 1705328601 },
        { host: '10.0.2.15', port: 8889, protocol: 'tcp', side: 'client', peer: '198.51.100.23', accepted: 1, rejected: 0, bytesIn: 0, bytesOut: 520093696, firstSeen: 1705328610, lastSeen: 1705328650 },
      ],
      timeline: {
        bucketSeconds: 30,
        buckets: [
          { start: 1705328580, flows: 9, accepted: 3, rejected: 6, bytesIn: 540, bytesOut: 480 },
          { start: 1705328610, flows: 5, accepted: 1, rejected: 4, bytesIn: 180, bytesOut: 520093696 },
        ],
      },
      assets: [
        { address: '10.0.1.25', role: 'web server', roleFrom: 'serves 22, 443 to 1 external peer', interfaces: ['eni-0a1b2c3d'], instances: [] },
        { address: '10.0.2.15', role: 'client', roleFrom: 'opens connections to 1 external peer', interfaces: ['eni-0a1b2c3e'], instances: [] },
      ],
      blindSpots: [
        'Payload: flow logs hold no content, so no claim about commands, files or logins can be proved from them.',
        'DNS queries to the Amazon resolver and traffic to 169.254.169.254 are never logged.',
      ],
    },
    checks: [
      { detection: 'port-scan', title: 'Port scan', outcome: 'fired', missing: [], has: 14, needs: 1, candidates: 1, error: null, thresholds: { distinctPortsMin: 5 } },
      { detection: 'large-flow', title: 'Large flow', outcome: 'fired', missing: [], has: 14, needs: 1, candidates: 1, error: null, thresholds: { bytesMin: 500000000 } },
      { detection: 'brute-force', title: 'Brute force', outcome: 'quiet', missing: [], has: 14, needs: 1, candidates: 0, error: null, thresholds: { attemptsMin: 9 } },
      { detection: 'beacon', title: 'Beacon', outcome: 'insufficient', missing: [], has: 14, needs: 100, candidates: 0, error: null, thresholds: {} },
      { detection: 'half-open-scan', title: 'Half-open scan', outcome: 'unavailable', missing: ['tcp-flags'], has: 14, needs: 1, candidates: 0, error: null, thresholds: {} },
    ],
    candidates: [
      {
        id: 'C1', detection: 'large-flow', title: 'Large flow: 10.0.2.15 sent 520,093,696 bytes to 198.51.100.23 in one record', severity: 'high', confidence: 'medium',
        actors: ['10.0.2.15'], targets: ['198.51.100.23'], ports: [8889], protocol: 'tcp',
        firstSeen: 1705328610, lastSeen: 1705328650, flows: 1, bytes: 520093696,
        why: 'One accepted record carries 520,093,696 bytes from an internal to an external address; the threshold is 500,000,000.',
        measures: { bytes: 520093696 }, thresholds: { bytesMin: 500000000 }, steps: ['high: above the threshold for one record'],
        evidence: [line(15, '10.0.2.15', '198.51.100.23', 44321, 8889, 360000, 520093696, 1705328610, 1705328650, 'ACCEPT')],
        evidenceTotal: 1,
        evidenceFilter: { sources: ['10.0.2.15'], destinations: ['198.51.100.23'], servicePorts: [8889], protocol: 6, bytesAbove: 500000000 },
        attack: [
          { technique: 'T1048', confidence: 'medium', reasoning: 'Large accepted volume to an external peer on a port outside the usual services.' },
          { technique: 'T1571', confidence: 'medium', reasoning: 'Port 8889 is not a usual service.' },
        ],
        benign: ['A backup or a replication job'], confirm: ['Host logs of 10.0.2.15', 'CloudTrail data events'],
      },
      {
        id: 'C2', detection: 'port-scan', title: 'Port scan: 203.0.113.45 tried 12 ports of 10.0.1.25', severity: 'medium', confidence: 'high',
        actors: ['203.0.113.45'], targets: ['10.0.1.25'], ports: [21, 22, 23, 25, 80, 110, 135, 139, 143, 443, 445, 3389], protocol: 'tcp',
        firstSeen: 1705328595, lastSeen: 1705328648, flows: 12, bytes: 720,
        why: '12 different ports of one host in 53 seconds, 10 of the attempts refused; the threshold is 5.',
        measures: { distinctPorts: 12, rejected: 10, accepted: 2 }, thresholds: { distinctPortsMin: 5 }, steps: ['medium: an accepted port among the tried ones'],
        evidence: [
          line(1, '203.0.113.45', '10.0.1.25', 54321, 22, 1, 60, 1705328595, 1705328596, 'ACCEPT'),
          line(2, '203.0.113.45', '10.0.1.25', 54321, 21, 1, 60, 1705328596, 1705328597, 'REJECT'),
          line(12, '203.0.113.45', '10.0.1.25', 54321, 3389, 1, 60, 1705328647, 1705328648, 'REJECT'),
        ],
        evidenceTotal: 12,
        evidenceFilter: { initiators: ['203.0.113.45'], responders: ['10.0.1.25'], protocol: 6, side: 'request' },
        attack: [{ technique: 'T1595.001', confidence: 'high', reasoning: 'An external source tried many ports of one address in under a minute.' }],
        benign: ['An authorised vulnerability scanner'], confirm: ['Firewall or IDS logs'],
      },
    ],
    steps: { baseline: null, anomalies: null, attack: null, report: null },
  });
}

function line(
  number: number, srcaddr: string, dstaddr: string, srcport: number, dstport: number, packets: number, bytes: number,
  start: number, end: number, action: 'ACCEPT' | 'REJECT',
): EvidenceLine {
  return {
    source: 'paste',
    line: number,
    text: `2 123456789012 eni-0a1b2c3d ${srcaddr} ${dstaddr} ${srcport} ${dstport} 6 ${packets} ${bytes} ${start} ${end} ${action} OK`,
    fields: { srcaddr, dstaddr, srcport, dstport, protocol: 6, packets, bytes, start, end, action, tcpFlags: null },
  };
}
