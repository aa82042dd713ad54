import { seededNumbers, wideHeader, wideLine } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_695_921_755;
const attacker = '203.0.113.93';
const victim = '10.130.8.94';
/** The sum a published lab found on port 8889; here in records of a few megabytes each. */
const stolen = 265_183_813;
const transfers = 60;

/** The host itself opens many connections to an odd port, each too small to notice, together a quarter of a gigabyte. */
export const slowExfiltration: Sample = {
  id: 'slow-exfiltration',
  title: 'Slow exfiltration',
  description: 'A server sends 265 MB to port 8889 outside, in sixty pieces of which none stands out.',
  text: `${[wideHeader, ...lines()].join('\n')}\n`,
};

function lines(): string[] {
  const number = seededNumbers(8889);
  const web = Array.from({ length: 14 }, (_, index) => {
    const at = start + index * 40;
    const sourcePort = 51_200 + index;
    const [request, answer] = [number(12, 30), number(20, 60)];
    return [
      wideLine({
        source: attacker,
        destination: victim,
        sourcePort,
        destinationPort: 80,
        packets: request,
        bytes: request * 140,
        start: at,
        flags: 3,
        direction: 'ingress',
      }),
      wideLine({
        source: victim,
        destination: attacker,
        sourcePort: 80,
        destinationPort: sourcePort,
        packets: answer,
        bytes: answer * 1210,
        start: at,
        flags: 19,
        direction: 'egress',
      }),
    ];
  });
  const login = [
    wideLine({
      source: attacker,
      destination: victim,
      sourcePort: 38_504,
      destinationPort: 22,
      packets: 940,
      bytes: 88_000,
      start: start + 900,
      seconds: 58,
      flags: 2,
      direction: 'ingress',
    }),
    wideLine({
      source: victim,
      destination: attacker,
      sourcePort: 22,
      destinationPort: 38_504,
      packets: 1_010,
      bytes: 240_000,
      start: start + 900,
      seconds: 58,
      flags: 18,
      direction: 'egress',
    }),
  ];
  let left = stolen;
  const pieces = Array.from({ length: transfers }, (_, index) => {
    const fair = Math.floor(stolen / transfers);
    const bytes = index === transfers - 1 ? left : fair + number(-400_000, 400_000);
    left -= bytes;
    const at = start + 1_800 + index * 360;
    const sourcePort = 36_072 + index * 2;
    const packets = Math.ceil(bytes / 1_400);
    return [
      wideLine({
        source: victim,
        destination: attacker,
        sourcePort,
        destinationPort: 8889,
        packets,
        bytes,
        start: at,
        seconds: 55,
        flags: 3,
        direction: 'egress',
      }),
      wideLine({
        source: attacker,
        destination: victim,
        sourcePort: 8889,
        destinationPort: sourcePort,
        packets: Math.ceil(packets / 2),
        bytes: Math.ceil(packets / 2) * 52,
        start: at,
        seconds: 55,
        flags: 19,
        direction: 'ingress',
      }),
    ];
  });
  return [...web.flat(), ...login, ...pieces.flat()];
}
