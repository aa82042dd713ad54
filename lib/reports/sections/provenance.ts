import type { Investigation } from '#lib/model/investigation.ts';
import { type Step, stepIds } from '#lib/model/steps.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { authorship } from '../authorship.ts';
import { type Block, entries } from '../blocks.ts';
import { stepTitles } from '../step-titles.ts';

/**
 * What the report was made with. No time of making: two runs on the same input write the same bytes, and the stored
 * document carries the time.
 */
export function provenanceBlocks({ run, steps, schemaVersion }: Investigation): Block[] {
  return [
    entries([
      ['Made with', `${run.tool}, MITRE ATT&CK ${run.attackVersion}, document version ${schemaVersion}`],
      ...stepIds.map((id): [string, string] => [stepTitles[id], steps[id] ? origin(steps[id]) : 'not written']),
    ]),
  ];
}

function origin(step: Step): string {
  const { prompt, usage, attempts } = step;
  const parts = [authorship(step), `provider ${step.provider}`];
  // An answer that no prompt asked for has none to name.
  if (prompt.sha256) parts.push(`prompt ${prompt.id} version ${prompt.version} (sha256 ${prompt.sha256.slice(0, 12)})`);
  if (attempts > 0) {
    parts.push(plural(attempts, 'call'));
    parts.push(`${formatCount(usage.inputTokens)} tokens in, ${formatCount(usage.outputTokens)} out`);
  }
  return parts.join(', ');
}
