import { z } from 'zod';
import { applyAnswer } from '#lib/steps/apply-answer.ts';
import { readBody } from '../../../../../_server/read-body.ts';
import { route } from '../../../../../_server/route.ts';
import { stepParam } from '../../../../../_server/step-param.ts';
import { storedCase } from '../../../../../_server/stored-case.ts';

type Params = { id: string; step: string };

const Body = z.object({ answer: z.unknown(), author: z.enum(['person', 'pasted']).default('person') });

/** Takes a person's edit of a step, or an answer pasted from elsewhere; gives the whole investigation back. */
export const PATCH = route<Params>(async ({ request, params: { id, step: name }, services }) => {
  const step = stepParam(name);
  const { answer, author } = await readBody(request, Body, services.config.maxUploadBytes);
  // Read, changed and written as one turn: a run that stored a step in between would be undone.
  const turn = services.runs.begin(id);
  try {
    const { investigation } = await storedCase(services, id);
    const next = applyAnswer(investigation, step, answer, author);
    await services.store.update(id, next);
    return Response.json({ step, rejected: next.steps[step]?.rejectedClaims ?? [], investigation: next });
  } finally {
    turn.end();
  }
});
