import type { Investigation } from '#lib/model/investigation.ts';
import { type RiskLevel, riskLevel } from '#lib/model/scale.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import type { Block, SectionBlock } from './blocks.ts';
import { defangDocument } from './defang.ts';
import type { ReportOptions } from './report.ts';
import { type ReportFinding, reportFindings } from './report-findings.ts';
import { actionsSection } from './sections/actions.ts';
import { assetsSection } from './sections/assets.ts';
import { attackSection } from './sections/attack.ts';
import { findingsSection } from './sections/findings.ts';
import { furtherSection } from './sections/further.ts';
import { headerBlocks } from './sections/header.ts';
import { indicatorsSection } from './sections/indicators.ts';
import { limitsSection } from './sections/limits.ts';
import { provenanceBlocks } from './sections/provenance.ts';
import { ruledOutSection } from './sections/ruled-out.ts';
import { summarySection } from './sections/summary.ts';

/** The report as data: what every format and the page render, in this order. The same investigation gives the same document. */
export interface ReportDocument {
  title: string;
  header: Block[];
  /** The headings of the contract, in its order. */
  sections: SectionBlock[];
  /** Empty where it was not asked for. */
  provenance: Block[];
  /** What MITRE's licence asks every copy to carry. */
  attribution: string[];
  /** The last line says `Risk Level: ` and this. */
  riskLevel: RiskLevel;
}

export function reportDocument(investigation: Investigation, options: ReportOptions = {}): ReportDocument {
  const findings = reportFindings(investigation);
  const scopeOf = addressScopes(investigation);
  const document: ReportDocument = {
    title: 'VPC Flow Log Triage Report',
    header: headerBlocks(investigation, findings),
    sections: [
      summarySection(investigation, findings),
      findingsSection(findings),
      attackSection(investigation, findings),
      assetsSection(investigation, findings, scopeOf),
      indicatorsSection(findings, scopeOf),
      actionsSection(investigation),
      furtherSection(investigation, findings),
      ruledOutSection(investigation, findings),
      limitsSection(investigation),
    ],
    provenance: options.footer === false ? [] : provenanceBlocks(investigation),
    attribution: [
      '© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.',
      'MITRE ATT&CK® and ATT&CK® are registered trademarks of The MITRE Corporation.',
    ],
    riskLevel: investigation.steps.report?.answer.riskLevel ?? worstOf(findings),
  };
  return options.defang ? defangDocument(document, (address) => scopeOf(address) === 'external') : document;
}

const worstOf = (findings: readonly ReportFinding[]): RiskLevel => riskLevel(findings.map(({ severity }) => severity));
