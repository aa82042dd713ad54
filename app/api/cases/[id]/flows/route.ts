import { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';
import type { EvidenceFilter } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { matchingLines } from '../../../../_server/matching-lines.ts';
import { parseWhere } from '../../../../_server/parse-where.ts';
import { route } from '../../../../_server/route.ts';
import { storedCase } from '../../../../_server/stored-case.ts';

type Params = { id: string };

/** Records as they were read, with their lines: those of a candidate (`?candidate=C1`), those of `?where=…`, or all. */
export const GET = route<Params>(async ({ request, params: { id }, services }) => {
  const { investigation } = await storedCase(services, id);
  const { candidate, where, offset, limit } = parseQuery(new URL(request.url).searchParams);
  const filters = candidate === undefined ? parseWhere(where ?? '') : candidateFilter(investigation, candidate);
  const { total, lines } = await services.sessions.use(id, (session) =>
    matchingLines(session, filters, { offset, limit }),
  );
  return Response.json({ total, offset, limit, lines });
});

const Query = z
  .object({
    candidate: z.string().optional(),
    where: z.string().max(2000).optional(),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  })
  .strict();

function parseQuery(search: URLSearchParams): z.infer<typeof Query> {
  const parsed = Query.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('bad-value', {
      detail: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '),
      hint: 'Ask with candidate or where, offset, and limit (1 to 1000).',
    });
  }
  if (parsed.data.candidate !== undefined && parsed.data.where !== undefined) {
    throw new AppError('bad-value', { detail: 'candidate and where were both given.', hint: 'Ask for one of them.' });
  }
  return parsed.data;
}

function candidateFilter({ candidates }: Investigation, id: string): [EvidenceFilter] {
  const found = candidates.find((candidate) => candidate.id === id);
  if (found) return [found.evidenceFilter];
  throw new AppError('not-found', {
    detail: `The case has no candidate «${id.slice(0, 20)}».`,
    hint: 'GET /api/cases/:id lists the candidates with their ids.',
  });
}
