import { z } from 'zod';
import { composeRun } from '#lib/compose.ts';
import { type Config, readConfig } from '#lib/config.ts';
import { runSteps } from '#lib/investigate.ts';
import { AppError } from '#lib/model/app-error.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { type StepId, stepIds } from '#lib/model/steps.ts';
import { plural } from '#lib/names/format.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { createProvider } from '#lib/providers/providers.ts';
import { reports } from '#lib/reports/registry.ts';
import type { ReportFormat } from '#lib/reports/report.ts';
import { examinePaths } from '../examine-paths.ts';
import { InputFlags } from '../input-flags.ts';
import { lastInvestigation } from '../last-investigation.ts';
import type { Context } from '../program.ts';
import { createProgress, type Progress } from '../progress.ts';
import { resultFile } from '../result-file.ts';
import { write } from '../terminal.ts';

const Flags = InputFlags.extend({
  report: z.string().optional(),
  out: z.string().optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof Flags>;

/** `flowcase investigate`: facts, checks and the four steps; the report on stdout or in a file. */
export async function investigate(paths: unknown, flags: unknown, context: Context): Promise<number> {
  const given = Flags.parse(flags);
  const config = readConfig();
  // Whatever can be wrong with the flags is said before the logs are read.
  const format = reportFormat(given);
  const file = given.out === undefined ? null : await resultFile(given.out);
  checkProvider(config, given);

  const progress = createProgress(context.terminal, given);
  try {
    const examined = await examinePaths(z.array(z.string()).parse(paths), given, { context, config, progress });
    const run = composeRun(config, given, examined);
    const events = runSteps(examined, { ...run, signal: context.signal });
    const investigation = await lastInvestigation(events, (event) => tell(event, progress));
    context.signal.throwIfAborted();
    const text = format.render(investigation);
    if (file) await file.write(text);
    else await write(context.terminal.stdout, text);
    if (given.out !== undefined) progress.note(`The report is in ${given.out}.`);
    return 0;
  } finally {
    progress.end();
  }
}

function reportFormat({ report, json }: Flags): ReportFormat {
  if (json && report !== undefined && report !== 'json') {
    throw new AppError('usage', {
      detail: `--json and --report ${report} exclude each other.`,
      hint: 'Give one of them.',
    });
  }
  const id = json ? 'json' : (report ?? 'text');
  const format = reports.find((candidate) => candidate.id === id);
  if (format) return format;
  throw new AppError('report-unknown', {
    detail: `«${id.slice(0, 40)}» is none of them.`,
    hint: `Choose one of ${reports.map((candidate) => candidate.id).join(', ')}.`,
  });
}

/** Throws `provider-unknown` or `provider-key`, and sends nothing. */
function checkProvider(config: Config, { provider, model }: Flags): void {
  createProvider({ id: provider ?? config.provider, model: model ?? null, config, fetch, offline });
}

function tell(event: RunEvent, progress: Progress): void {
  switch (event.type) {
    case 'step-start':
      progress.show(`${place(event.step)} · asking ${event.model ?? event.provider}`);
      break;
    case 'step-delta':
      progress.show(`${place(event.step)} · ${event.phase}${event.message === '' ? '' : ` · ${event.message}`}`);
      break;
    case 'step-end':
      noteStep(event.step, event.investigation, progress);
      break;
  }
}

const place = (step: StepId): string => `Step ${stepIds.indexOf(step) + 1} of ${stepIds.length}, ${step}`;

function noteStep(id: StepId, { steps }: Investigation, progress: Progress): void {
  const step = steps[id];
  if (step?.fallback) {
    progress.note(`${place(id)}: ${step.fallback.message} It was written by rules instead. ${step.fallback.hint}`);
  }
  if (step && step.rejectedClaims.length > 0) {
    progress.note(
      `${place(id)}: ${plural(step.rejectedClaims.length, 'claim')} did not pass the checks; the report lists them.`,
    );
  }
}
