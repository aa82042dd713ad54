import 'server-only';
import { AppError } from '#lib/model/app-error.ts';
import { guardRequest } from './guard-request.ts';
import { logProblem, problem } from './problem.ts';
import { type Services, services } from './services.ts';

export interface Call<Params> {
  request: Request;
  params: Params;
  services: Services;
}

/** A route handler as Next wants it: guarded, with its services, and with every error as a problem document. */
export function route<Params = Record<never, never>>(
  answer: (call: Call<Params>) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const parts = services();
      guardRequest(request, parts.config.host);
      return sealed(await answer({ request, params: await context.params, services: parts }));
    } catch (caught) {
      // Whatever broke because the client left is no failure of this program.
      const error = request.signal.aborted ? cancelled(caught) : caught;
      logProblem(error, `${request.method} ${new URL(request.url).pathname}`);
      return sealed(problem(error));
    }
  };
}

const cancelled = (cause: unknown): AppError =>
  new AppError('cancelled', { detail: 'The client went away.', hint: 'Send the request again.', cause });

// An answer is data: opened as a page (an exported report, say) it runs nothing, loads nothing, and is in no frame.
function sealed(response: Response): Response {
  const { headers } = response;
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
  );
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-content-type-options', 'nosniff');
  return response;
}
