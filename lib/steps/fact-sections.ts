import type { Candidate, EvidenceLine } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type FactReference, factReferences } from '#lib/model/references.ts';
import type { Finding } from '#lib/model/steps.ts';
import { formatBytes, formatPorts } from '#lib/names/format.ts';
import type { View } from '#lib/privacy/view.ts';
import { listed, oneLine, type Section } from './sections.ts';

/** What was read and how much of it there is. */
export function logSection({ input, window, totals, facts }: Investigation, view: View): Section {
  const { timeline } = facts;
  const busiest = [...timeline.buckets].sort((a, b) => b.flows - a.flows || a.start - b.start)[0];
  const split = (rows: readonly { flows: number; bytes: number }[], name: (index: number) => string) =>
    rows.map(({ flows, bytes }, index) => `${name(index)} ${flows} flows, ${bytes} bytes`).join('; ');
  return {
    id: 'log',
    tokens: 420,
    units: [
      `inputs: ${listed(
        input.sources.map(({ name, format }) => `${oneLine(view.term('file', name))} (${format})`),
        5,
      )}`,
      `lines: ${input.lines} = ${input.headers} headers + ${input.blank} blank + ${input.records} records + ${input.rejected} rejected; ${input.noData} of the records NODATA, ${input.skipData} SKIPDATA`,
      window === null
        ? 'window: the records carry no times'
        : `window: ${view.time(window.start)} to ${view.time(window.end)}, ${window.end - window.start} seconds`,
      `totals: ${totals.flows} flows (${totals.accepted} accepted, ${totals.rejected} rejected), ${totals.bytes} bytes (${formatBytes(totals.bytes)}), ${totals.packets} packets`,
      `by action: ${split(facts.byAction, (index) => facts.byAction[index]?.action ?? '')}`,
      `by protocol: ${split(facts.byProtocol.slice(0, 6), (index) => facts.byProtocol[index]?.protocol ?? '')}`,
      `by direction: ${split(facts.byDirection, (index) => facts.byDirection[index]?.direction ?? '')}`,
      ...(busiest
        ? [
            `busiest ${timeline.bucketSeconds} seconds: from ${view.time(busiest.start)}, ${busiest.flows} flows, ${busiest.rejected} rejected, ${busiest.bytesIn} bytes in, ${busiest.bytesOut} bytes out`,
          ]
        : []),
      `fields that no record carries: ${listed(input.missingFields, 12)}`,
    ],
  };
}

const tables: Record<FactReference['table'], { id: string; legend: string; tokens: number }> = {
  topSources: {
    id: 'sources',
    legend: 'ref | address | scope | label | flows | bytes | rejected | direction',
    tokens: 260,
  },
  topDestinations: {
    id: 'destinations',
    legend: 'ref | address | scope | label | flows | bytes | rejected | direction',
    tokens: 260,
  },
  topPorts: { id: 'ports', legend: 'ref | port | usual service | flows | bytes | accepted | rejected', tokens: 350 },
  topPairs: { id: 'pairs', legend: 'ref | source > destination | flows | bytes | rejected', tokens: 350 },
  outbound: {
    id: 'outbound',
    legend: 'ref | internal source > external destination:port | bytes | largest flow | flows | opened by',
    tokens: 450,
  },
  attackSurface: {
    id: 'services',
    legend: 'ref | internal host:port | host is | peer | accepted | rejected | bytes in | bytes out | first to last',
    tokens: 700,
  },
  assets: { id: 'assets', legend: 'ref | address | role | because it | interfaces', tokens: 500 },
};

/** The named rows of one fact table. */
export function tableSection(table: FactReference['table'], investigation: Investigation, view: View): Section {
  const rows = factReferences(investigation).filter((reference) => reference.table === table);
  return { ...tables[table], units: rows.map((reference) => `${reference.ref} | ${rowText(reference, view)}`) };
}

function rowText(reference: FactReference, view: View): string {
  switch (reference.table) {
    case 'topSources':
    case 'topDestinations': {
      const { address, scope, label, flows, bytes, rejected, direction } = reference.row;
      return cells(view.address(address), scope, view.text(label ?? '-'), flows, bytes, rejected, direction);
    }
    case 'topPorts': {
      const { port, protocol, service, flows, bytes, accepted, rejected } = reference.row;
      return cells(`${port}/${protocol}`, service, flows, bytes, accepted, rejected);
    }
    case 'topPairs': {
      const { source, destination, flows, bytes, rejected } = reference.row;
      return cells(`${view.address(source)} > ${view.address(destination)}`, flows, bytes, rejected);
    }
    case 'outbound': {
      const { source, destination, port, protocol, bytes, largestFlowBytes, flows, initiator } = reference.row;
      const ends = `${view.address(source)} > ${view.address(destination)} port ${port}/${protocol}`;
      return cells(ends, `${bytes} (${formatBytes(bytes)})`, largestFlowBytes, flows, initiator);
    }
    case 'attackSurface': {
      const { host, port, protocol, side, peer, accepted, rejected, bytesIn, bytesOut, firstSeen, lastSeen } =
        reference.row;
      const seen = firstSeen === null || lastSeen === null ? '-' : `${view.time(firstSeen)} to ${view.time(lastSeen)}`;
      return cells(
        `${view.address(host)} port ${port}/${protocol}`,
        side,
        view.address(peer),
        accepted,
        rejected,
        bytesIn,
        bytesOut,
        seen,
      );
    }
    case 'assets': {
      const { address, role, roleFrom, interfaces, instances } = reference.row;
      const ids = [
        ...interfaces.map((id) => view.term('interface', id)),
        ...instances.map((id) => view.term('instance', id)),
      ];
      return cells(view.address(address), role, oneLine(view.text(roleFrom)), listed(ids, 3));
    }
  }
}

const cells = (...values: readonly (string | number)[]): string => values.join(' | ');

/** The candidates, worst first, each with what it measured, its thresholds and some of its lines. */
export function candidateSection(
  { candidates }: Investigation,
  view: View,
  { tokens, lines }: { tokens: number; lines: number },
): Section {
  return {
    id: 'candidates',
    legend: 'An evidence line reads: name | file:line | from > to | packets | bytes | start to end | action.',
    tokens,
    units: candidates.map((candidate) => candidateText(candidate, view, lines)),
  };
}

/** One candidate on a few lines; `lines` is how many evidence lines it shows at most. */
export function candidateText(candidate: Candidate, view: View, lines: number): string {
  const { id, detection, severity, confidence, actors, targets, ports, protocol, firstSeen, lastSeen } = candidate;
  const seen =
    firstSeen === null || lastSeen === null
      ? '-'
      : `${view.time(firstSeen)} to ${view.time(lastSeen)}, ${lastSeen - firstSeen} seconds`;
  return [
    `${id} | ${detection} | severity ${severity} | confidence ${confidence} | ${oneLine(view.text(candidate.title))}`,
    `  actors ${listed(actors.map(view.address), 6)}; targets ${listed(targets.map(view.address), 6)}; ports ${portList(ports)}; protocol ${protocol ?? 'several'}; ${candidate.flows} flows; ${candidate.bytes} bytes (${formatBytes(candidate.bytes)}); ${seen}`,
    `  why: ${oneLine(view.text(candidate.why))}`,
    `  measured: ${numbers(candidate.measures)}; thresholds: ${numbers(candidate.thresholds)}; severity because: ${oneLine(view.text(candidate.steps.join('; ')))}`,
    `  harmless if: ${oneLine(view.text(listed(candidate.benign, 3)))}`,
    ...telling(candidate.evidence, lines).map(([line, number]) => `  ${id}.${number} | ${evidenceText(line, view)}`),
    ...(candidate.evidenceTotal > 0 ? [`  ${candidate.evidenceTotal} lines in all`] : []),
  ].join('\n');
}

const portList = (ports: readonly number[]): string =>
  ports.length > 30 ? `${formatPorts(ports.slice(0, 30))} and ${ports.length - 30} more` : formatPorts(ports) || '-';

function numbers(values: Record<string, number>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return listed(pairs, 14);
}

/** The first, the largest and the last line, then others, with the number each has among the candidate's lines. */
function telling(evidence: readonly EvidenceLine[], most: number): [EvidenceLine, number][] {
  const all = evidence.map((line, index): [EvidenceLine, number] => [line, index + 1]);
  const largest = [...all].sort(([a], [b]) => (b.fields.bytes ?? 0) - (a.fields.bytes ?? 0))[0];
  const chosen = new Set([all[0], largest, all.at(-1), ...all].slice(0, most + 2));
  return [...chosen]
    .filter((line) => line !== undefined)
    .slice(0, most)
    .sort(([, a], [, b]) => a - b);
}

function evidenceText({ source, line, fields }: EvidenceLine, view: View): string {
  const end = (address: string | null, port: number | null) =>
    `${address === null ? '-' : view.address(address)}${port === null ? '' : ` port ${port}`}`;
  return cells(
    `${oneLine(view.term('file', source))}:${line}`,
    `${end(fields.srcaddr, fields.srcport)} > ${end(fields.dstaddr, fields.dstport)}`,
    fields.packets ?? '-',
    fields.bytes ?? '-',
    fields.start === null || fields.end === null ? '-' : `${view.time(fields.start)} to ${view.time(fields.end)}`,
    fields.action ?? '-',
  );
}

/** What every check came to. */
export function checkSection({ checks }: Investigation): Section {
  const of = (outcome: string) => checks.filter((check) => check.outcome === outcome);
  return {
    id: 'checks',
    tokens: 450,
    units: [
      `fired: ${
        of('fired')
          .map(({ detection, candidates }) => `${detection} (${candidates})`)
          .join(', ') || '-'
      }`,
      `looked and found nothing: ${
        of('quiet')
          .map(({ detection }) => detection)
          .join(', ') || '-'
      }`,
      `too little data: ${
        of('insufficient')
          .map(({ detection, has, needs }) => `${detection} (has ${has}, needs ${needs})`)
          .join(', ') || '-'
      }`,
      `fields missing: ${
        of('unavailable')
          .map(({ detection, missing }) => `${detection} (${missing.join(' ')})`)
          .join(', ') || '-'
      }`,
      `failed: ${
        of('failed')
          .map(({ detection }) => detection)
          .join(', ') || '-'
      }`,
    ],
  };
}

/** What the log cannot show. */
export function blindSpotSection({ facts }: Investigation, view: View): Section {
  return { id: 'blind-spots', tokens: 350, units: facts.blindSpots.map((text) => `- ${oneLine(view.text(text))}`) };
}

/** The findings of step 2 with the numbers by which later steps refer to them. */
export function findingSection(
  findings: readonly Finding[],
  investigation: Investigation,
  view: View,
  tokens: number,
): Section {
  return {
    id: 'findings',
    legend: 'number | candidate | severity | title',
    tokens,
    units: findings.map(({ number, candidate: id, severity, title, why }) => {
      const candidate = investigation.candidates.find((other) => other.id === id);
      const mapped = candidate?.attack.map(
        ({ technique, confidence, reasoning }) =>
          `${technique} at most ${confidence} (${oneLine(view.text(reasoning))})`,
      );
      return [
        `${number} | ${id} | ${severity} | ${oneLine(view.text(title))}`,
        `  why: ${oneLine(view.text(why))}`,
        ...(mapped ? [`  the check maps it to: ${mapped.join('; ') || 'nothing'}`] : []),
        ...(candidate ? [`  would confirm: ${oneLine(view.text(listed(candidate.confirm, 3)))}`] : []),
      ].join('\n');
    }),
  };
}
