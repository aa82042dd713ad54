import type { AddressScope } from '#lib/names/address-scope.ts';
import { formatCount, formatTime } from '#lib/names/format.ts';
import { type Block, code, type Inline, paragraph, type SectionBlock, section, table } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { shortList, shortPorts } from '../words.ts';

interface Indicator {
  value: string;
  kind: string;
  scope: AddressScope | null;
  parts: Set<string>;
  findings: Set<string>;
  first: number | null;
  last: number | null;
}

const rowsMax = 200;
const scopeOrder = ['external', 'internal', 'special', null];

/** INDICATORS OF COMPROMISE: what the findings name, without any judgement of its reputation. */
export function indicatorsSection(
  findings: readonly ReportFinding[],
  scopeOf: (address: string) => AddressScope,
): SectionBlock {
  const indicators = collect(findings, scopeOf);
  const blocks: Block[] = [];
  if (indicators.length === 0) {
    blocks.push(paragraph('No finding, so no address or port to look for.'));
  } else {
    blocks.push(
      paragraph('Seen in these logs, reputation not checked.'),
      table(
        'Addresses and ports of the findings',
        ['Indicator', 'Kind', 'Part', 'First seen', 'Last seen', 'Findings'],
        indicators
          .slice(0, rowsMax)
          .map((indicator): (string | Inline[])[] => [
            [code(indicator.value)],
            indicator.scope ? `${indicator.kind}, ${indicator.scope}` : indicator.kind,
            [...indicator.parts].join(', '),
            indicator.first === null ? '-' : formatTime(indicator.first),
            indicator.last === null ? '-' : formatTime(indicator.last),
            shortList([...indicator.findings], 6),
          ]),
      ),
    );
  }
  const more = indicators.length - rowsMax;
  if (more > 0) blocks.push(paragraph(`The JSON document holds the other ${formatCount(more)}.`));
  return section(2, 'INDICATORS OF COMPROMISE', blocks, { anchor: 'indicators-of-compromise' });
}

/** External addresses first, then internal ones, then ports; each group in the order of the findings. */
function collect(findings: readonly ReportFinding[], scopeOf: (address: string) => AddressScope): Indicator[] {
  const found = new Map<string, Indicator>();
  for (const finding of findings) {
    const { actors, targets, ports, protocol } = finding.candidate;
    const add = (value: string, kind: string, scope: AddressScope | null, part: string) => {
      const known = found.get(value);
      const indicator = known ?? { value, kind, scope, parts: new Set(), findings: new Set(), first: null, last: null };
      indicator.parts.add(part);
      indicator.findings.add(finding.id);
      indicator.first = earlier(indicator.first, finding.start);
      indicator.last = later(indicator.last, finding.end);
      found.set(value, indicator);
    };
    for (const address of actors) add(address, family(address), scopeOf(address), 'actor');
    for (const address of targets) add(address, family(address), scopeOf(address), 'target');
    if (ports.length > 0) add(portText(ports, protocol), ports.length === 1 ? 'port' : 'ports', null, 'service');
  }
  return [...found.values()].sort((a, b) => scopeOrder.indexOf(a.scope) - scopeOrder.indexOf(b.scope));
}

const family = (address: string): string => (address.includes(':') ? 'IPv6' : 'IPv4');

const portText = (ports: readonly number[], protocol: string | null): string =>
  protocol ? `${protocol} ${shortPorts(ports)}` : shortPorts(ports);

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
