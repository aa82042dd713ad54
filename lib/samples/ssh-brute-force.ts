import { defaultLine, seededNumbers } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_705_363_200;
const guesser = '198.51.100.77';
const host = '10.0.4.17';

/** Many short SSH connections of one size, then one that stays, and then the host calls out. */
export const sshBruteForce: Sample = {
  id: 'ssh-brute-force',
  title: 'SSH brute force',
  description: 'Dozens of short SSH connections from one address, then one that lasts ten minutes.',
  text: `${lines().join('\n')}\n`,
};

function lines(): string[] {
  const number = seededNumbers(77);
  const tries = Array.from({ length: 22 }, (_, index) => {
    const at = start + index * 9;
    const sourcePort = 40_100 + index * 3;
    const packets = number(12, 14);
    return [
      defaultLine({
        source: guesser,
        destination: host,
        sourcePort,
        destinationPort: 22,
        packets,
        bytes: packets * 118,
        start: at,
        seconds: 4,
      }),
      defaultLine({
        source: host,
        destination: guesser,
        sourcePort: 22,
        destinationPort: sourcePort,
        packets: packets - 1,
        bytes: packets * 142,
        start: at,
        seconds: 4,
      }),
    ];
  });
  const stays = { sourcePort: 41_977, destinationPort: 22, start: start + 214, seconds: 597 };
  const session = [
    defaultLine({ source: guesser, destination: host, ...stays, packets: 1_480, bytes: 121_300 }),
    defaultLine({
      source: host,
      destination: guesser,
      ...stays,
      sourcePort: 22,
      destinationPort: 41_977,
      packets: 1_912,
      bytes: 402_770,
    }),
  ];
  const office = [
    defaultLine({
      source: '10.0.9.5',
      destination: host,
      sourcePort: 50_022,
      destinationPort: 22,
      packets: 210,
      bytes: 24_000,
      start: start + 30,
      seconds: 240,
    }),
    defaultLine({
      source: host,
      destination: '10.0.9.5',
      sourcePort: 22,
      destinationPort: 50_022,
      packets: 190,
      bytes: 41_000,
      start: start + 30,
      seconds: 240,
    }),
  ];
  return [...tries.flat(), ...session, ...office];
}
