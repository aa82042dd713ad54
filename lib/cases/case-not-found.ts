import { AppError } from '#lib/model/app-error.ts';

/** What to say when an id leads nowhere. */
export function caseNotFound(id: string): AppError {
  return new AppError('case-not-found', {
    detail: `No case has the id «${id.slice(0, 40)}».`,
    hint: 'It may have been deleted. The list of cases shows what is here.',
  });
}
