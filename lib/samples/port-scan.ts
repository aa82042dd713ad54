import { defaultLine, seededNumbers } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_705_328_595;
const scanner = '203.0.113.45';
const host = '10.0.1.25';

/** One address walks through the ports of a web server; two of them answer. */
export const portScan: Sample = {
  id: 'port-scan',
  title: 'Port scan',
  description: 'An outside address tries the ports of a web server one after the other; two answer.',
  text: `${lines().join('\n')}\n`,
};

function lines(): string[] {
  const number = seededNumbers(45);
  const open = [22, 443];
  const walked = [
    20, 21, 22, 23, 24, 25, 26, 27, 53, 80, 110, 111, 135, 139, 143, 443, 445, 993, 995, 1433, 3306, 3389, 5432, 5900,
    8080,
  ];
  const probes = walked.flatMap((port, index) => {
    const at = start + index * 2;
    const probe = defaultLine({
      source: scanner,
      destination: host,
      sourcePort: 54_321,
      destinationPort: port,
      packets: 1,
      bytes: 44,
      start: at,
      seconds: 1,
      action: open.includes(port) ? 'ACCEPT' : 'REJECT',
    });
    const answer = { source: host, destination: scanner, sourcePort: port, destinationPort: 54_321 };
    return open.includes(port)
      ? [probe, defaultLine({ ...answer, packets: 1, bytes: 44, start: at, seconds: 1 })]
      : [probe];
  });
  const visitors = ['198.51.100.17', '198.51.100.91', '192.0.2.44'].flatMap((visitor, index) => {
    const at = start + 6 + index * 13;
    const sourcePort = number(49_152, 60_999);
    const packets = number(8, 24);
    return [
      defaultLine({
        source: visitor,
        destination: host,
        sourcePort,
        destinationPort: 443,
        packets,
        bytes: packets * 95,
        start: at,
      }),
      defaultLine({
        source: host,
        destination: visitor,
        sourcePort: 443,
        destinationPort: sourcePort,
        packets,
        bytes: packets * 880,
        start: at,
      }),
    ];
  });
  return [
    ...probes,
    ...visitors,
    defaultLine({
      source: host,
      destination: '10.0.2.10',
      sourcePort: 41_820,
      destinationPort: 5432,
      packets: 30,
      bytes: 6200,
      start: start + 10,
    }),
  ];
}
