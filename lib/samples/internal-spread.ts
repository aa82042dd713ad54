import { defaultLine, seededNumbers } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_705_402_800;
const origin = '10.0.5.12';

/** One workstation asks the SMB port of a whole subnet; three hosts let it in. */
export const internalSpread: Sample = {
  id: 'internal-spread',
  title: 'Internal spread',
  description: 'One internal host tries SMB on twenty-two neighbours; three let it in, one gets a large transfer.',
  text: `${lines().join('\n')}\n`,
};

function lines(): string[] {
  const number = seededNumbers(445);
  const letIn = new Map([
    [24, 3_400_000],
    [31, 182_000],
    [37, 41_200],
  ]);
  const tries = Array.from({ length: 22 }, (_, index) => {
    const last = 20 + index;
    const neighbour = `10.0.6.${last}`;
    const at = start + index * 5;
    const sourcePort = 49_700 + index;
    const bytes = letIn.get(last);
    const asked = {
      source: origin,
      destination: neighbour,
      sourcePort,
      destinationPort: 445,
      start: at,
      interface: 'eni-0b2c3d4e5f6071829',
    };
    if (bytes === undefined) return [defaultLine({ ...asked, packets: 2, bytes: 104, seconds: 3, action: 'REJECT' })];
    const packets = Math.ceil(bytes / 1_300) + 6;
    return [
      defaultLine({ ...asked, packets, bytes, seconds: 40 }),
      defaultLine({
        ...asked,
        source: neighbour,
        destination: origin,
        sourcePort: 445,
        destinationPort: sourcePort,
        packets: Math.ceil(packets / 2),
        bytes: Math.ceil(packets / 2) * 90,
        seconds: 40,
      }),
    ];
  });
  const names = Array.from({ length: 6 }, (_, index) => {
    const at = start + index * 17;
    const sourcePort = number(50_000, 60_000);
    const asked = { protocol: 17, packets: 2, start: at, seconds: 1, interface: 'eni-0b2c3d4e5f6071829' };
    return [
      defaultLine({ ...asked, source: origin, destination: '10.0.0.2', sourcePort, destinationPort: 53, bytes: 140 }),
      defaultLine({
        ...asked,
        source: '10.0.0.2',
        destination: origin,
        sourcePort: 53,
        destinationPort: sourcePort,
        bytes: 420,
      }),
    ];
  });
  return [...tries.flat(), ...names.flat()];
}
