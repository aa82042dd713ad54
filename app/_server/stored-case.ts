import 'server-only';
import { caseNotFound } from '#lib/cases/case-not-found.ts';
import type { StoredCase } from '#lib/cases/store.ts';
import type { Services } from './services.ts';

/** The case, or `case-not-found`. */
export async function storedCase({ store }: Pick<Services, 'store'>, id: string): Promise<StoredCase> {
  const stored = await store.get(id);
  if (!stored) throw caseNotFound(id);
  return stored;
}
