import type { Investigation } from '#lib/model/investigation.ts';
import { authorship } from '../authorship.ts';
import { code, type Inline, list, paragraph, type SectionBlock, section, text } from '../blocks.ts';

/** RECOMMENDED IMMEDIATE ACTIONS: each names the object of the logs it is about. */
export function actionsSection({ steps: { report } }: Pick<Investigation, 'steps'>): SectionBlock {
  return section(2, 'RECOMMENDED IMMEDIATE ACTIONS', [body(report)], {
    anchor: 'recommended-immediate-actions',
    author: report && authorship(report),
  });
}

function body(report: Investigation['steps']['report']) {
  if (!report) return paragraph('Step 4 (the written report) has not been run, so nobody has recommended an action.');
  if (report.answer.actions.length === 0) return paragraph('No action follows from these logs.');
  return list(
    report.answer.actions.map(({ action, object }): Inline[] =>
      // Most actions name their object in the sentence; saying it again would read as two objects.
      action.includes(object) ? [text(action)] : [text(action), text(' ('), code(object), text(')')],
    ),
    { ordered: true },
  );
}
