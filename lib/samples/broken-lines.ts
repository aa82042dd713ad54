import { defaultLine } from './flow-line.ts';
import type { Sample } from './samples.ts';

const start = 1_705_328_595;
const scanner = '203.0.113.9';

/** Thirty records between twenty lines that are none: cut, mistyped, from another log, with a comment behind. */
export const brokenLines: Sample = {
  id: 'broken-lines',
  title: 'Broken lines',
  description: 'Fifty lines of which twenty cannot be read: each is listed with its reason, the rest is analysed.',
  text: `${lines().join('\n')}\n`,
};

function lines(): string[] {
  const good = Array.from({ length: 30 }, (_, index) => {
    const port = [22, 23, 80, 443, 445, 1433, 3306, 3389, 5900, 8080][index % 10] ?? 22;
    return defaultLine({
      source: scanner,
      destination: '10.0.3.8',
      sourcePort: 50_000 + index,
      destinationPort: port,
      packets: 1,
      bytes: 40,
      start: start + index,
      seconds: 1,
      action: port === 443 ? 'ACCEPT' : 'REJECT',
    });
  });
  const line = defaultLine({
    source: scanner,
    destination: '10.0.3.8',
    sourcePort: 51_000,
    destinationPort: 22,
    packets: 1,
    bytes: 40,
    start,
    seconds: 1,
    action: 'REJECT',
  });
  const word = (index: number, text: string) => line.split(' ').with(index, text).join(' ');
  const bad = [
    line.slice(0, 60),
    line.split(' ').slice(0, 13).join(' '),
    `${line} extra`,
    `${line} # copied from a wiki`,
    word(3, '203.0.113.999'),
    word(3, 'scanner.example'),
    word(4, '10.0.3'),
    word(5, '70000'),
    word(5, 'ssh'),
    word(6, '-22'),
    word(7, 'tcp'),
    word(8, '1.5'),
    word(9, '40B'),
    word(9, '99999999999999999999'),
    word(10, '2024-01-15'),
    word(11, 'now'),
    word(12, 'DROP'),
    word(13, 'FINE'),
    '{"eventName":"ConsoleLogin","sourceIPAddress":"203.0.113.9"}',
    '==> end of page 3 <==',
  ];
  return good.flatMap((text, index) => [text, ...(bad[index] && index < 20 ? [bad[index]] : [])]);
}
