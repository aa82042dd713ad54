import type { Investigation } from '#lib/model/investigation.ts';
import { riskLevel } from '#lib/model/scale.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import { formatBytesExact, joinWords, plural } from '#lib/names/format.ts';
import { executiveSummary } from './executive-summary.ts';
import { type Found, foundIn } from './found.ts';
import { furtherInvestigation } from './further-investigation.ts';
import { immediateActions } from './immediate-actions.ts';
import { checkWords, hostWords, sentence, serviceWords, spanWords } from './words.ts';

/** More hosts than anybody reads in one report. */
const assetsMax = 25;
const partsMax = 4;

/** Step 4: what happened, to whom, and what to do now, each with an object of the log. */
export function writeReport(investigation: Investigation) {
  const findings = foundIn(investigation);
  const computed = investigation.steps.anomalies?.author === 'computed';
  return {
    executiveSummary: executiveSummary(findings, investigation),
    riskLevel: riskLevel(findings.map(({ severity }) => severity)),
    findings: findings.map((found) => ({
      finding: found.number,
      observed: observedSentence(found),
      // The detection's own reason, unless somebody has put another into words.
      why: computed ? found.candidate.why : found.why,
    })),
    affectedAssets: affectedAssets(findings, investigation),
    actions: immediateActions(findings, investigation),
    furtherInvestigation: furtherInvestigation(findings, investigation),
  };
}

/** `203.0.113.45 to 10.0.1.25 (tcp ports 21-23, 25): 12 flows with 720 bytes, from … to … (53 s).` */
function observedSentence({ candidate, title }: Found): string {
  const { actors, targets, flows, bytes } = candidate;
  const ends = [hostWords(actors), hostWords(targets)].filter((words) => words !== '').join(' to ');
  // A gap in the log has no ends: its title says all that was seen.
  if (ends === '') return sentence([title, spanWords(candidate)].filter((part) => part !== '').join(', '));
  const volume = bytes > 0 ? `${plural(flows, 'flow')} with ${formatBytesExact(bytes)}` : plural(flows, 'flow');
  const service = serviceWords(candidate);
  const subject = service === '' ? ends : `${ends} (${service})`;
  const span = spanWords(candidate);
  return sentence(`${subject}: ${volume}${span === '' ? '' : `, ${span}`}`);
}

/** The internal hosts of the findings: in what they had a part, and with whom. */
function affectedAssets(findings: readonly Found[], investigation: Investigation) {
  const scopeOf = addressScopes(investigation);
  const parts = new Map<string, Map<string, Set<string>>>();
  const note = (address: string, part: string, check: string) => {
    if (scopeOf(address) !== 'internal') return;
    const own = parts.get(address) ?? new Map<string, Set<string>>();
    own.set(part, (own.get(part) ?? new Set()).add(check));
    parts.set(address, own);
  };
  for (const { candidate } of findings) {
    const { actors, targets } = candidate;
    const check = checkWords(candidate.detection, investigation.checks);
    for (const address of actors)
      note(address, `actor${targets.length > 0 ? ` towards ${hostWords(targets)}` : ''}`, check);
    for (const address of targets) note(address, `target${actors.length > 0 ? ` of ${hostWords(actors)}` : ''}`, check);
  }
  return [...parts].slice(0, assetsMax).map(([address, own]) => ({
    address,
    involvement: sentence(
      [...own]
        .slice(0, partsMax)
        .map(([part, checks]) => `${part}: ${joinWords([...checks])}`)
        .join('; '),
    ),
  }));
}
