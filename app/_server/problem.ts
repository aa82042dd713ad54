import 'server-only';
import { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';

/** The answer to a request that failed, as RFC 9457 has it. What is not an error for people says nothing of itself but that it happened. */
export function problem(error: unknown): Response {
  const body =
    error instanceof AppError
      ? { ...described(error.code, error.title, error.status, detailOf(error), error.hint), ...extensions(error) }
      : described(
          'internal',
          'Something went wrong in this program.',
          500,
          'It is a bug; what was stored before is kept.',
          'Try again. If it happens once more, report it with the lines that the server printed.',
        );
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/**
 * Tells the operator of a failure that is not the sender's: where it happened, and of which kind. Messages of unknown
 * errors are left out, because parsers and databases quote the text they were given, and that may be a log or a key.
 */
export function logProblem(error: unknown, where: string): void {
  if (error instanceof AppError && error.status < 500) return;
  console.error([`flowcase: ${where}`, ...chain(error)].join('\n'));
}

function described(code: string, title: string, status: number, detail: string, hint: string) {
  return { type: `urn:flowcase:problem:${code}`, title, status, detail, code, hint };
}

// The message begins with the title; alone, it stands in both places.
function detailOf(error: AppError): string {
  return error.message.slice(error.title.length).trim() || error.title;
}

// Of the details only what is named here goes out: they may carry lines of the log, and an answer must not.
const Question = z.object({
  source: z.string(),
  candidates: z.array(z.object({ layout: z.array(z.string()), why: z.string() }).loose()),
});

function extensions(error: AppError): object {
  const question = Question.safeParse(error.details);
  return question.success ? question.data : {};
}

function chain(error: unknown): string[] {
  if (!(error instanceof Error)) return [`  thrown: ${typeof error}`];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const head = error instanceof AppError ? `  ${error.code}: ${error.title}` : `  ${error.name}`;
  return [head, ...frames, ...(error.cause === undefined ? [] : ['  caused by', ...chain(error.cause)])];
}
