import { defaultLine, seededNumbers } from '#lib/samples/flow-line.ts';
import { samples } from '#lib/samples/samples.ts';

/** What must come out of a scenario: the incidents by detection and address, and what may not be found. */
export interface Truth {
  /** Each must be among the candidates: detection, one of its actors, one of its targets. */
  found: { detection: string; actor: string; target: string }[];
  /** No candidate of these detections. */
  absent: string[];
  records: number;
  rejected: number;
  risk: 'Critical' | 'High' | 'Medium' | 'Low';
}

export interface Scenario {
  name: string;
  /** The log, as it stands in `<name>/flows.log`. */
  text: string;
  truth: Truth;
}

const sample = (id: string): string => samples.find((entry) => entry.id === id)?.text ?? '';

/** Scripted incidents with their truth; `npm run gen` writes their logs, one folder each. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'port-scan',
    text: sample('port-scan'),
    truth: {
      found: [{ detection: 'port-scan', actor: '203.0.113.45', target: '10.0.1.25' }],
      absent: ['brute-force', 'host-sweep', 'large-flow', 'large-transfer', 'lateral-movement'],
      records: 34,
      rejected: 0,
      risk: 'Medium',
    },
  },
  {
    name: 'ssh-brute-force',
    text: sample('ssh-brute-force'),
    truth: {
      found: [
        { detection: 'brute-force', actor: '198.51.100.77', target: '10.0.4.17' },
        { detection: 'open-admin-port', actor: '198.51.100.77', target: '10.0.4.17' },
      ],
      absent: ['port-scan', 'host-sweep', 'reject-storm', 'large-transfer'],
      records: 48,
      rejected: 0,
      risk: 'High',
    },
  },
  {
    name: 'slow-exfiltration',
    text: sample('slow-exfiltration'),
    truth: {
      found: [
        { detection: 'large-transfer', actor: '10.130.8.94', target: '203.0.113.93' },
        { detection: 'odd-port-egress', actor: '10.130.8.94', target: '203.0.113.93' },
      ],
      absent: ['large-flow', 'port-scan', 'host-sweep', 'reject-storm'],
      records: 150,
      rejected: 0,
      risk: 'Critical',
    },
  },
  {
    name: 'internal-spread',
    text: sample('internal-spread'),
    truth: {
      found: [
        { detection: 'host-sweep', actor: '10.0.5.12', target: '10.0.6.31' },
        { detection: 'lateral-movement', actor: '10.0.5.12', target: '10.0.6.24' },
      ],
      absent: ['port-scan', 'brute-force', 'large-transfer', 'open-admin-port'],
      records: 37,
      rejected: 0,
      risk: 'High',
    },
  },
  {
    name: 'nothing-wrong',
    text: sample('nothing-wrong'),
    truth: {
      found: [],
      absent: [
        'port-scan',
        'host-sweep',
        'brute-force',
        'reject-storm',
        'large-transfer',
        'lateral-movement',
        'open-admin-port',
        'backdoor-port',
        'odd-port-egress',
        'inbound-odd-port',
      ],
      records: 46,
      rejected: 0,
      risk: 'Low',
    },
  },
  {
    name: 'clean-web-server',
    text: cleanWebServer(),
    truth: {
      found: [],
      absent: [
        'port-scan',
        'host-sweep',
        'brute-force',
        'reject-storm',
        'large-flow',
        'lateral-movement',
        'open-admin-port',
        'backdoor-port',
        'odd-port-egress',
        'inbound-odd-port',
      ],
      records: 3_000,
      rejected: 0,
      risk: 'Low',
    },
  },
  {
    name: 'no-data',
    text: noData(),
    truth: { found: [], absent: ['port-scan', 'large-transfer'], records: 14, rejected: 0, risk: 'Low' },
  },
  {
    name: 'broken-lines',
    text: sample('broken-lines'),
    truth: {
      found: [{ detection: 'port-scan', actor: '203.0.113.9', target: '10.0.3.8' }],
      absent: ['brute-force', 'large-flow'],
      records: 30,
      rejected: 20,
      risk: 'Medium',
    },
  },
];

/** A busy server: 1,500 connections from 300 clients, so its answers go to some 1,500 different ports. */
function cleanWebServer(): string {
  const number = seededNumbers(443);
  const server = '10.0.1.10';
  const lines = Array.from({ length: 1_500 }, (_, index) => {
    const client = `198.51.100.${1 + (index % 150)}`.replace(
      '198.51.100',
      index % 300 < 150 ? '198.51.100' : '192.0.2',
    );
    const start = 1_705_410_000 + index * 2;
    const sourcePort = number(32_768, 60_999);
    const [asked, answered] = [number(8, 20), number(10, 80)];
    const connection = { sourcePort, destinationPort: index % 5 === 0 ? 80 : 443, start };
    return [
      defaultLine({ source: client, destination: server, ...connection, packets: asked, bytes: asked * 105 }),
      defaultLine({
        source: server,
        destination: client,
        ...connection,
        sourcePort: connection.destinationPort,
        destinationPort: sourcePort,
        packets: answered,
        bytes: answered * 1_040,
      }),
    ];
  });
  return `${lines.flat().join('\n')}\n`;
}

/** Two silent interfaces, and three intervals in which records were dropped. */
function noData(): string {
  const lines = Array.from({ length: 14 }, (_, index) => {
    const start = 1_705_328_400 + Math.floor(index / 2) * 600;
    const network = index % 2 === 0 ? 'eni-0a1b2c3d4e5f60718' : 'eni-0b2c3d4e5f6071829';
    const status = index % 5 === 4 ? 'SKIPDATA' : 'NODATA';
    return `2 123456789012 ${network} - - - - - - - ${start} ${start + 599} - ${status}`;
  });
  return `${lines.join('\n')}\n`;
}
