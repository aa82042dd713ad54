import table from './protocols.json' with { type: 'json' };

/** IANA protocol number to the word used throughout: `tcp`, `udp`, `icmp`, or `protocol 252` where there is none. */
export function protocolName(number: number): string {
  return table.names[number]?.toLowerCase() ?? `protocol ${number}`;
}

const numbers = new Map(table.names.map((name, number) => [name.toLowerCase(), number]));

/** The number of a protocol word, or null. */
export function protocolNumber(name: string): number | null {
  return numbers.get(name.toLowerCase()) ?? null;
}
