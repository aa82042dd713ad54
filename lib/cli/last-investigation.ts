import { AppError } from '#lib/model/app-error.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';

/** Follows a run to its end and returns the document. Throws `cancelled` with the reason of a run that was stopped. */
export async function lastInvestigation(
  events: AsyncIterable<RunEvent>,
  onEvent: (event: RunEvent) => void,
): Promise<Investigation> {
  let latest: Investigation | null = null;
  for await (const event of events) {
    onEvent(event);
    if (event.type === 'stopped') throw new AppError('cancelled', { detail: event.reason, hint: event.hint });
    if ('investigation' in event) latest = event.investigation;
  }
  if (latest === null) throw new Error('the steps ended without a word');
  return latest;
}
