import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { Kysely, sql } from 'kysely';
import { AppError } from '#lib/model/app-error.ts';
import { libsqlDialect } from './dialect.ts';
import { migrate, type Tables } from './migrations.ts';

// Another program, such as the command line beside the web app, holds the file for milliseconds at a time.
const busyMs = 5_000;

/** The database of a data folder, brought to the newest version. Throws `store-failed` when a newer program made it. */
export async function openDatabase(dataDir: string): Promise<Kysely<Tables>> {
  const path = join(dataDir, 'flowcase.db');
  // SQLite gives its log files the permissions of the database, so the database must be private from the start.
  await (await openFile(path, 'a', 0o600)).close();
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1, timeout: busyMs });
  const db = new Kysely<Tables>({ dialect: libsqlDialect(client) });
  try {
    await sql`pragma journal_mode = wal`.execute(db);
    // Deleted is deleted: freed pages are overwritten, because they hold addresses of the case.
    await sql`pragma secure_delete = on`.execute(db);
    const verdict = await migrate(db);
    if (verdict) {
      throw new AppError('store-failed', {
        detail: `The data folder was written by a newer Flowcase (version ${verdict.newer} of its tables).`,
        hint: 'Use the newer Flowcase, or set FLOWCASE_DATA_DIR to another folder.',
      });
    }
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
