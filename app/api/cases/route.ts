import { z } from 'zod';
import { CaseFields, newCase } from '../../_server/case-options.ts';
import { createCase } from '../../_server/create-case.ts';
import { mediaType } from '../../_server/guard-request.ts';
import { limitBody } from '../../_server/limit-body.ts';
import { boundaryOf } from '../../_server/multipart.ts';
import { oneText } from '../../_server/one-text.ts';
import { readBody } from '../../_server/read-body.ts';
import { route } from '../../_server/route.ts';
import type { Services } from '../../_server/services.ts';
import { readUpload } from '../../_server/upload.ts';

/** Every case in short, the one that changed last first. */
export const GET = route(async ({ services }) => {
  const cases = await services.store.list();
  return Response.json({ cases: cases.map((entry) => ({ ...entry, url: `/case/${entry.id}` })) });
});

/** Reads pasted text or uploaded files; facts and all checks are in the answer. */
export const POST = route(async ({ request, services }) => {
  const stored = await (mediaType(request) === 'multipart/form-data' ? fromForm : fromJson)(request, services);
  const { id, name, investigation } = stored;
  const body = {
    id,
    url: `/case/${id}`,
    name,
    input: investigation.input,
    totals: investigation.totals,
    investigation,
  };
  return Response.json(body, { status: 201, headers: { location: `/api/cases/${id}` } });
});

const Body = CaseFields.extend({ text: z.string() });

async function fromJson(request: Request, services: Services) {
  const { text, ...fields } = await readBody(request, Body, services.config.maxUploadBytes);
  return await createCase(services, oneText(text), () => newCase(fields), request.signal);
}

async function fromForm(request: Request, services: Services) {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '');
  const { inputs, fields } = readUpload(limitBody(request, services.config.maxUploadBytes), boundary);
  return await createCase(services, inputs, () => newCase(fields()), request.signal);
}
