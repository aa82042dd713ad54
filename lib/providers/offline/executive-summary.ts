import type { Check } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { severities } from '#lib/model/scale.ts';
import { joinWords, plural } from '#lib/names/format.ts';
import { emptyLogSentence, volumeWords } from './baseline.ts';
import { type Found, isSuspicious } from './found.ts';
import { checkWords, inSentence, paragraph, sentence } from './words.ts';

/** How many of the gravest findings are told in the summary; the others are named by their kind. */
const told = 2;

/** What happened in a few sentences; when nothing did, what was looked for and what could not be. */
export function executiveSummary(findings: readonly Found[], investigation: Investigation): string {
  const suspicious = findings.filter(isSuspicious);
  const notes = findings.filter((found) => !isSuspicious(found));
  if (suspicious.length === 0) return paragraph(nothingFound(investigation), ...notes.slice(0, told).map(headline));
  const rest = [...suspicious.slice(told), ...notes].map(({ candidate }) =>
    checkWords(candidate.detection, investigation.checks),
  );
  return paragraph(
    sentence(`The checks raised ${countWords(findings)} in ${volumeWords(investigation)}`),
    ...suspicious.slice(0, told).map(headline),
    rest.length > 0 ? sentence(`Further findings: ${joinWords([...new Set(rest)])}`) : '',
  );
}

/** `2 findings (1 high, 1 medium)`. */
function countWords(findings: readonly Found[]): string {
  const [first] = findings;
  if (first && findings.length === 1) return `1 finding of ${first.severity} severity`;
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((found) => found.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  return `${plural(findings.length, 'finding')} (${counts.join(', ')})`;
}

/** `HIGH-001, large flow: 10.0.2.15 sent …`: titles of detections begin with their name. */
function headline({ id, title }: Found): string {
  const [, name, words] = /^([^:\d]{3,40}): (.+)$/.exec(title) ?? [];
  return sentence(name && words ? `${id}, ${inSentence(name)}: ${words}` : `${id}: ${title}`);
}

function nothingFound(investigation: Investigation): string {
  const { totals, checks } = investigation;
  const titles = (outcome: Check['outcome']) =>
    checks.filter((check) => check.outcome === outcome).map(({ title }) => inSentence(title));
  if (totals.flows === 0) {
    const starved = titles('insufficient');
    return paragraph(
      'Nothing suspicious was found, and nothing could be judged.',
      emptyLogSentence(investigation),
      starved.length > 0 ? sentence(`Not checked for want of flows: ${joinWords(starved)}`) : '',
    );
  }
  const quiet = titles('quiet');
  const blind = checks.flatMap(blindWords);
  return paragraph(
    sentence(`Nothing suspicious was found in ${volumeWords(investigation)}`),
    quiet.length > 0 ? sentence(`Checked and ruled out: ${joinWords(quiet)}`) : '',
    blind.length > 0 ? sentence(`Not checked: ${blind.join('; ')}`) : '',
  );
}

/** A check that could not look, with the reason. */
function blindWords({ outcome, title, missing, needs }: Check): string[] {
  const name = inSentence(title);
  if (outcome === 'unavailable') return [`${name} (the log lacks ${joinWords(missing)})`];
  if (outcome === 'insufficient') return [`${name} (needs ${plural(needs, 'flow')})`];
  return outcome === 'failed' ? [`${name} (the check failed)`] : [];
}
