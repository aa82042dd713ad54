import type { Investigation } from '#lib/model/investigation.ts';
import type { AddressScope } from '#lib/names/address-scope.ts';
import { authorship } from '../authorship.ts';
import { code, type Inline, paragraph, type SectionBlock, section, table } from '../blocks.ts';
import type { ReportFinding } from '../report-findings.ts';
import { shortList } from '../words.ts';

/** More rows than this help nobody who reads; the JSON document holds them all. */
const rowsMax = 200;

/** AFFECTED ASSETS: the internal addresses of the findings, with the role that their traffic shows. */
export function assetsSection(
  investigation: Investigation,
  findings: readonly ReportFinding[],
  scopeOf: (address: string) => AddressScope,
): SectionBlock {
  const { report } = investigation.steps;
  const facts = new Map(investigation.facts.assets.map((asset) => [asset.address, asset]));
  const told = new Map(report?.answer.affectedAssets.map((asset) => [asset.address, asset]));
  const involved = findings
    .flatMap(({ candidate }) => [...candidate.targets, ...candidate.actors])
    .filter((address) => scopeOf(address) === 'internal');
  const addresses = [...new Set([...told.keys(), ...involved])];

  const rows = addresses.slice(0, rowsMax).map((address) => {
    const asset = facts.get(address);
    return [
      address,
      told.get(address)?.role || asset?.role || 'unknown',
      asset?.roleFrom || '-',
      shortList([...(asset?.interfaces ?? []), ...(asset?.instances ?? [])], 4) || '-',
      involvement(address, told.get(address)?.involvement, findings),
    ];
  });
  const blocks =
    rows.length === 0
      ? [paragraph('No internal address is part of a finding.')]
      : [
          table(
            'Internal addresses in the findings',
            ['Address', 'Role', 'Role known from', 'Interfaces and instances', 'Involvement'],
            rows.map(([address = '', ...rest]): (string | Inline[])[] => [[code(address)], ...rest]),
          ),
        ];
  if (addresses.length > rowsMax)
    blocks.push(paragraph(`The JSON document holds the other ${addresses.length - rowsMax}.`));
  return section(2, 'AFFECTED ASSETS', blocks, { anchor: 'affected-assets', author: authorship(report) });
}

/** The report step's words, and always the findings by id. */
function involvement(address: string, words: string | undefined, findings: readonly ReportFinding[]): string {
  const parts = findings.flatMap(({ id, candidate }) => {
    const roles = [
      ...(candidate.actors.includes(address) ? ['actor'] : []),
      ...(candidate.targets.includes(address) ? ['target'] : []),
    ];
    return roles.length > 0 ? [`${id} (${roles.join(' and ')})`] : [];
  });
  return [words, shortList(parts, 6)].filter(Boolean).join(' · ') || '-';
}
