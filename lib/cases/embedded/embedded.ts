import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { caseNotFound } from '#lib/cases/case-not-found.ts';
import { randomId } from '#lib/cases/random-id.ts';
import type { CaseStore, StoredCase } from '#lib/cases/store.ts';
import { summaryOf } from '#lib/cases/summary.ts';
import { uniqueNames } from '#lib/cases/unique-names.ts';
import { AppError } from '#lib/model/app-error.ts';
import { fileSource } from '#lib/sources/file.ts';
import type { Source } from '#lib/sources/source.ts';
import { caseOf, listed, rowOf } from './case-row.ts';
import { openDatabase } from './database.ts';
import { type InputFolder, openInputFolder } from './input-folder.ts';
import type { Tables } from './migrations.ts';

export interface EmbeddedOptions {
  /** Made if it is not there, readable by its owner alone. */
  dataDir: string;
  newId?: () => string;
  now?: () => Date;
}

/**
 * Cases in one folder: documents in SQLite, inputs as files beside it, just as they came (compressed stays compressed).
 * Nothing is opened before the first call. Every failure of disk or database is `store-failed`.
 */
export function createEmbeddedStore({ dataDir, newId = randomId, now = () => new Date() }: EmbeddedOptions): CaseStore {
  let opening: Promise<Opened> | null = null;

  async function opened(): Promise<Opened> {
    opening ??= open(resolve(dataDir), now);
    const attempt = opening;
    try {
      return await attempt;
    } catch (cause) {
      // The disk may be there again at the next call.
      if (opening === attempt) opening = null;
      throw failure('The data folder could not be opened.', cause);
    }
  }

  async function use<Result>(work: (parts: Opened) => Promise<Result>): Promise<Result> {
    const parts = await opened();
    try {
      return await work(parts);
    } catch (cause) {
      throw failure('The database did not take it.', cause);
    }
  }

  return {
    id: 'embedded',
    async receive(inputs) {
      const { folder } = await opened();
      const id = newId();
      const names = uniqueNames(await folder.write(id, inputs));
      return await use(async ({ db }) => {
        const rows = names.map((name, index) => ({ case_id: id, position: index + 1, name }));
        // SQLite binds some 32,000 values at most in one statement.
        for (let at = 0; at < rows.length; at += 5_000) {
          await db
            .insertInto('input')
            .values(rows.slice(at, at + 5_000))
            .execute();
        }
        return { id, sources: rows.map((row) => fileSource(folder.path(id, row.position), row.name)) };
      });
    },
    create: ({ id, name, sample, options, investigation }) =>
      use(async ({ db }) => {
        const received = await db.selectFrom('input').select('case_id').where('case_id', '=', id).executeTakeFirst();
        if (!received) throw caseNotFound(id);
        const createdAt = now().toISOString();
        const entry: StoredCase = {
          id,
          name,
          createdAt,
          updatedAt: createdAt,
          sample,
          ...summaryOf(investigation),
          options,
          investigation,
        };
        await db.insertInto('case_file').values(rowOf(entry)).execute();
        return entry;
      }),
    discard: (id) =>
      use(async ({ db, folder }) => {
        if (await hasCase(db, id)) return;
        await forget(db, folder, id);
      }),
    get: (id) =>
      use(async ({ db }) => {
        const row = await db.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? caseOf(row) : null;
      }),
    sources: (id) =>
      use(async ({ db, folder }) => {
        if (!(await hasCase(db, id))) throw caseNotFound(id);
        const rows = await db
          .selectFrom('input')
          .select(['position', 'name'])
          .where('case_id', '=', id)
          .orderBy('position')
          .execute();
        return rows.map((row) => inputSource(id, row.name, folder.path(id, row.position)));
      }),
    list: () =>
      use(async ({ db }) => {
        const rows = await db
          .selectFrom('case_file')
          .select(['id', 'name', 'sample', 'flows', 'candidates', 'worst', 'created_at', 'updated_at'])
          .orderBy('updated_at', 'desc')
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute();
        return rows.map(listed);
      }),
    update: (id, investigation) =>
      use(async ({ db }) => {
        const result = await db
          .updateTable('case_file')
          .set({
            investigation: JSON.stringify(investigation),
            ...summaryOf(investigation),
            updated_at: now().toISOString(),
          })
          .where('id', '=', id)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) throw caseNotFound(id);
      }),
    rename: (id, name) =>
      use(async ({ db }) => {
        const result = await db
          .updateTable('case_file')
          .set({ name, updated_at: now().toISOString() })
          .where('id', '=', id)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) throw caseNotFound(id);
      }),
    remove: (id) =>
      use(async ({ db, folder }) => {
        if (!(await hasCase(db, id))) return false;
        await forget(db, folder, id);
        return true;
      }),
    async close() {
      const closing = opening;
      opening = null;
      // A store that never opened has nothing to close.
      await closing?.then(({ db }) => db.destroy()).catch(() => {});
    },
  };
}

interface Opened {
  db: Kysely<Tables>;
  folder: InputFolder;
}

/** What was received and never became a case is kept a day: long enough for any upload, and for a look after a crash. */
const leftoverMs = 24 * 60 * 60 * 1000;

async function open(dataDir: string, now: () => Date): Promise<Opened> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await openInputFolder(dataDir);
  const db = await openDatabase(dataDir);
  for (const id of await folder.olderThan(now().getTime() - leftoverMs)) {
    if (!(await hasCase(db, id))) await forget(db, folder, id);
  }
  return { db, folder };
}

async function hasCase(db: Kysely<Tables>, id: string): Promise<boolean> {
  return (await db.selectFrom('case_file').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

// The rows go first: a case whose files are half gone must not be found any more.
async function forget(db: Kysely<Tables>, folder: InputFolder, id: string): Promise<void> {
  // The id comes from an address bar; only what this store made may name a folder.
  if (!/^[a-z0-9]+(\.part)?$/.test(id)) return;
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('case_file').where('id', '=', id).execute();
    await transaction.deleteFrom('input').where('case_id', '=', id).execute();
  });
  // The write-ahead log still holds what was deleted until it is written over.
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await folder.remove(id);
}

function inputSource(id: string, name: string, path: string): Source {
  if (existsSync(path)) return fileSource(path, name);
  throw new AppError('store-failed', {
    detail: `The input «${name}» of the case ${id} is gone from the data folder.`,
    hint: 'The facts and the report of the case are kept; paste or upload the logs again to see single lines.',
  });
}

function failure(detail: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('store-failed', {
    detail,
    hint: 'Check that FLOWCASE_DATA_DIR is a folder you may write to, and that its disk has room.',
    cause,
  });
}
