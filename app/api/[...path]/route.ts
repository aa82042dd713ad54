import { AppError } from '#lib/model/app-error.ts';
import { route } from '../../_server/route.ts';

/** What no other route answers: a problem document here as well, where Next would send a page. */
const nothing = route<{ path: string[] }>(async ({ params: { path } }) => {
  throw new AppError('not-found', {
    detail: `No route is called /api/${path.join('/').slice(0, 100)}.`,
    hint: 'See «HTTP» in the README for the routes there are.',
  });
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
