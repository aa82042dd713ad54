import { defaultLine, seededNumbers } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_705_410_000;
const server = '10.0.1.10';

/** A quiet web server: visitors, its database, its clock. Its answers go to many client ports, which is no scan. */
export const nothingWrong: Sample = {
  id: 'nothing-wrong',
  title: 'Nothing wrong',
  description: 'A web server on an ordinary minute: visitors, its database, the time. There is nothing to find.',
  text: `${lines().join('\n')}\n`,
};

function lines(): string[] {
  const number = seededNumbers(10);
  const visits = Array.from({ length: 18 }, (_, index) => {
    const visitor = `198.51.100.${10 + ((index * 7) % 40)}`;
    const at = start + index * 3;
    const sourcePort = number(49_152, 60_999);
    const [asked, answered] = [number(9, 20), number(14, 60)];
    return [
      defaultLine({
        source: visitor,
        destination: server,
        sourcePort,
        destinationPort: 443,
        packets: asked,
        bytes: asked * 110,
        start: at,
      }),
      defaultLine({
        source: server,
        destination: visitor,
        sourcePort: 443,
        destinationPort: sourcePort,
        packets: answered,
        bytes: answered * 1_020,
        start: at,
      }),
    ];
  });
  const database = [0, 1, 2, 3].flatMap((index) => {
    const link = { sourcePort: 42_100 + index, destinationPort: 5432, start: start + index * 14, seconds: 50 };
    return [
      defaultLine({ source: server, destination: '10.0.2.10', ...link, packets: 220, bytes: 31_000 }),
      defaultLine({
        source: '10.0.2.10',
        destination: server,
        ...link,
        sourcePort: 5432,
        destinationPort: link.sourcePort,
        packets: 240,
        bytes: 96_000,
      }),
    ];
  });
  const clock = [
    defaultLine({
      source: server,
      destination: '192.0.2.123',
      sourcePort: 123,
      destinationPort: 123,
      protocol: 17,
      packets: 1,
      bytes: 76,
      start: start + 20,
      seconds: 0,
    }),
    defaultLine({
      source: '192.0.2.123',
      destination: server,
      sourcePort: 123,
      destinationPort: 123,
      protocol: 17,
      packets: 1,
      bytes: 76,
      start: start + 20,
      seconds: 0,
    }),
  ];
  return [...visits.flat(), ...database, ...clock];
}
