import type { Fallback } from '#lib/model/steps.ts';
import type { FailedOutcome } from '#lib/providers/provider.ts';

/** What a person can do about each way in which a model may fail to write a step. */
const hints: Record<FailedOutcome, string> = {
  refusal: 'Models decline security topics now and then. Run the step again, or choose another model.',
  truncated: 'Choose a model with a larger output limit, or run the step again.',
  filtered: 'The provider filtered the answer. Run the step again, or choose another model.',
  'invalid-json': 'The model does not keep to JSON. Choose a model that supports structured output.',
  'invalid-schema':
    'The model does not keep to the form of the answer. Choose a model that supports structured output.',
  cut: 'The connection broke off. Run the step again.',
  'rate-limited': 'Wait a minute and run the step again.',
  quota: 'Check the billing and the limits of the account at the provider.',
  auth: 'Check the API key of this provider.',
  overloaded: 'Wait a minute and run the step again.',
  server: 'The provider had an error. Run the step again.',
  timeout: 'Run the step again, or choose a faster model.',
  unreachable: 'Check the network and the base URL of this provider.',
  aborted: 'Run the step again.',
  'context-too-long': 'Choose a model with a larger context.',
  'not-found': 'Check the name of the model and the base URL.',
  'rejected-request': 'The provider did not accept the request. Check the model and the API that is set for it.',
  'blocked-by-guard':
    'A value of the log stood in the request, so nothing was sent. Please report this; the step was written here.',
  ungrounded: 'Run the step again, or choose another model. What was said is listed under «Rejected by checks».',
};

/** Why the program wrote a step itself: what happened, and what to do about it. */
export const fallbackFor = (outcome: FailedOutcome, message: string): Fallback => ({
  outcome,
  message,
  hint: hints[outcome],
});
