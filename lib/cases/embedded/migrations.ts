import { type Kysely, sql } from 'kysely';

/** One case. What the list shows stands in columns of its own, so that the list never has to read a document. */
export interface CaseRow {
  id: string;
  name: string;
  /** 0 or 1: SQLite has no booleans. */
  sample: number;
  /** JSON of `CaseOptions`. */
  options: string;
  /** JSON of `Investigation`. */
  investigation: string;
  flows: number;
  candidates: number;
  worst: string | null;
  /** ISO 8601, UTC. */
  created_at: string;
  updated_at: string;
}

/** One input of a case, or of what was received and is not a case yet. */
export interface InputRow {
  case_id: string;
  /** Counted from 1, in the order given. */
  position: number;
  /** What a person knows it by; the file in the folder of the case is named by its position. */
  name: string;
}

export interface Tables {
  case_file: CaseRow;
  input: InputRow;
}

type Versioned = { migration: { version: number } };

/** Steps from an empty file to the tables above. A step that was published is never changed; the next one follows. */
const migrations: readonly ((db: Kysely<Tables>) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('case_file')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('sample', 'integer', (column) => column.notNull())
      .addColumn('options', 'text', (column) => column.notNull())
      .addColumn('investigation', 'text', (column) => column.notNull())
      .addColumn('flows', 'integer', (column) => column.notNull())
      .addColumn('candidates', 'integer', (column) => column.notNull())
      .addColumn('worst', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('input')
      .addColumn('case_id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('input_key', ['case_id', 'position'])
      .execute();
  },
];

/** Brings a database to the newest version, all steps or none; two programs that start at once take turns. Returns the version that was found when it is newer than this program, else null. */
export async function migrate(db: Kysely<Tables>): Promise<{ newer: number } | null> {
  return await db.transaction().execute(async (transaction) => {
    const versions = transaction.withTables<Versioned>();
    await sql`create table if not exists migration (version integer primary key)`.execute(versions);
    const row = await versions
      .selectFrom('migration')
      .select((query) => query.fn.max('version').as('version'))
      .executeTakeFirst();
    const found = row?.version ?? 0;
    if (found > migrations.length) return { newer: found };
    for (const [index, step] of migrations.entries()) {
      if (index < found) continue;
      await step(transaction);
      await versions
        .insertInto('migration')
        .values({ version: index + 1 })
        .execute();
    }
    return null;
  });
}
