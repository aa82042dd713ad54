import 'server-only';
import type { CaseOptions, NewInput, StoredCase } from '#lib/cases/store.ts';
import { caseName } from './case-name.ts';
import type { Services } from './services.ts';

export interface NewCase {
  /** Null: it is named after what is in it. */
  name: string | null;
  sample: boolean;
  options: CaseOptions;
}

/**
 * Stores the inputs, reads them, and keeps what was found as a case. `describe` is asked after the inputs have come
 * in, because a form may name its options behind its files. Where nothing can be read of the inputs, nothing is kept.
 */
export async function createCase(
  { store, engine, examine, sessions }: Services,
  inputs: AsyncIterable<NewInput>,
  describe: () => NewCase,
  signal: AbortSignal,
): Promise<StoredCase> {
  const { id, sources } = await store.receive(inputs);
  try {
    const { name, sample, options } = describe();
    const { investigation, session } = await examine(sources, engine, { ...options, signal });
    try {
      const stored = await store.create({ id, name: name ?? caseName(investigation), sample, options, investigation });
      await sessions.put(id, session);
      return stored;
    } catch (error) {
      await session.close();
      throw error;
    }
  } catch (error) {
    await store.discard(id);
    throw error;
  }
}
