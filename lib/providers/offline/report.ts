import type { Investigation } from '#lib/model/investigation.ts';
import { riskLevel } from '#lib/model/scale.ts';
import { addressScopes } from '#lib/names/address-scope.ts';
import { formatBytesExact, plural } from '#lib/names/format.ts';
import { executiveSummary } from './executive-summary.ts';
import { type Found, foundIn } from './found.ts';
import { furtherInvestigation } from './further-investigation.ts';
import { immediateActions } from './immediate-actions.ts';
import { checkWords, hostWords, sentence, serviceWords, spanWords } from './words.ts';

/** More hosts than anybody reads in one report. */
const assetsMax = 25;

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

/** `203.0.113.45 to 10.0.1.25, tcp ports 21-23, 25: 12 flows with 720 bytes, from … to … (53 s).` */
function observedSentence({ candidate, title }: Found): string {
  const { actors, targets, flows, bytes } = candidate;
  const ends = [hostWords(actors), hostWords(targets)].filter((words) => words !== '').join(' to ');
  // A gap in the log has no ends: its title says all that was seen.
  if (ends === '') return sentence([title, spanWords(candidate)].filter((part) => part !== '').join(', '));
  const volume = bytes > 0 ? `${plural(flows, 'flow')} with ${formatBytesExact(bytes)}` : plural(flows, 'flow');
  const subject = [ends, serviceWords(candidate)].filter((part) => part !== '').join(', ');
  const span = spanWords(candidate);
  return sentence(`${subject}: ${volume}${span === '' ? '' : `, ${span}`}`);
}

function affectedAssets(findings: readonly Found[], investigation: Investigation) {
  const scopeOf = addressScopes(investigation);
  const parts = new Map<string, string[]>();
  for (const { candidate, id } of findings) {
    const name = `${id} (${checkWords(candidate.detection, investigation.checks)})`;
    for (const [side, addresses] of [
      ['Actor in', candidate.actors],
      ['Target of', candidate.targets],
    ] as const) {
      for (const address of addresses) {
        if (scopeOf(address) === 'internal') parts.set(address, [...(parts.get(address) ?? []), `${side} ${name}`]);
      }
    }
  }
  return [...parts].slice(0, assetsMax).map(([address, involved]) => ({
    address,
    involvement: sentence(`${involved.slice(0, 4).join('; ')}${involved.length > 4 ? '; and more' : ''}`),
  }));
}
