import { z } from 'zod';
import { caseNotFound } from '#lib/cases/case-not-found.ts';
import { readBody } from '../../../_server/read-body.ts';
import { route } from '../../../_server/route.ts';
import { storedCase } from '../../../_server/stored-case.ts';

type Params = { id: string };

/** The Investigation, and nothing else. */
export const GET = route<Params>(async ({ params: { id }, services }) => {
  const { investigation } = await storedCase(services, id);
  return Response.json(investigation);
});

const Rename = z.object({ name: z.string().trim().min(1).max(200) });

export const PATCH = route<Params>(async ({ request, params: { id }, services }) => {
  const { name } = await readBody(request, Rename, services.config.maxUploadBytes);
  await services.store.rename(id, name);
  return Response.json({ id, name });
});

/** Deletes the case with its inputs; a run that is going on is stopped first. */
export const DELETE = route<Params>(async ({ params: { id }, services }) => {
  await services.runs.stop(id);
  await services.sessions.drop(id);
  if (!(await services.store.remove(id))) throw caseNotFound(id);
  return new Response(null, { status: 204 });
});
