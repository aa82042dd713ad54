import { caseSecrets } from '#lib/privacy/case-secrets.ts';
import { findLeaks } from '#lib/privacy/guard.ts';
import { createMask } from '#lib/privacy/mask.ts';
import { promptToPaste } from '#lib/steps/prompt-to-paste.ts';
import { stepDefinition } from '#lib/steps/steps.ts';
import { route } from '../../../../../_server/route.ts';
import { stepParam } from '../../../../../_server/step-param.ts';
import { storedCase } from '../../../../../_server/stored-case.ts';

type Params = { id: string; step: string };

/** What a model would be asked for a step, masked, to be read before it is sent or to be pasted elsewhere. */
export const GET = route<Params>(async ({ params, services }) => {
  const { investigation } = await storedCase(services, params.id);
  const definition = stepDefinition(stepParam(params.step));
  const text = promptToPaste(definition, investigation, createMask(investigation));
  // It will leave through a person's clipboard, where no guard stands. A leak would be a bug of the mask.
  if (findLeaks(text, caseSecrets(investigation)).length > 0) throw new Error('the mask left something readable');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
});
