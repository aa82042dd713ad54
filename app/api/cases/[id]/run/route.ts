import { z } from 'zod';
import { StepId } from '#lib/model/steps.ts';
import { ndjson } from '../../../../_server/ndjson.ts';
import { readBody } from '../../../../_server/read-body.ts';
import { route } from '../../../../_server/route.ts';
import { runCase } from '../../../../_server/run-case.ts';
import { storedCase } from '../../../../_server/stored-case.ts';

type Params = { id: string };

const Body = z.object({
  provider: z.string().min(1).max(100).optional(),
  model: z.string().min(1).max(200).optional(),
  from: StepId.optional(),
});

/** Writes the steps and streams what happens, one event a line; the stream ends with `done` or `stopped`. */
export const POST = route<Params>(async ({ request, params: { id }, services }) => {
  const body = await readBody(request, Body, services.config.maxUploadBytes);
  const gone = new AbortController();
  const events = runCase(services, { id, ...body, signal: AbortSignal.any([request.signal, gone.signal]) });
  // Where a run cannot begin, that is known at its first event: in time for an answer with its own status.
  const first = await events.next();
  return ndjson(events, first, () => gone.abort());
});

/** Stops the run of a case. The steps it finished are kept. */
export const DELETE = route<Params>(async ({ params: { id }, services }) => {
  const stopped = await services.runs.stop(id);
  if (!stopped) await storedCase(services, id);
  return Response.json({ stopped });
});
