import type { Client, InValue, Transaction } from '@libsql/client';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * Kysely's SQLite on a libsql client. The published dialect brings a second, older libsql of its own, and knows
 * no busy timeout; what differs from Kysely's SQLite is only the driver below.
 */
export function libsqlDialect(client: Client): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(client),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(client: Client): Driver {
  let transaction: Transaction | null = null;
  let queue = Promise.resolve();
  let release = () => {};

  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery) {
      const result = await (transaction ?? client).execute({ sql, args: parameters.map(bindable) });
      const rows: unknown = result.rows;
      if (!areRows<Row>(rows)) throw new TypeError('libsql gave something other than rows');
      return { rows, numAffectedRows: BigInt(result.rowsAffected) };
    },
    // biome-ignore lint/correctness/useYield: the interface wants a stream, the client has none.
    async *streamQuery() {
      throw new Error('libsql has no streamed results');
    },
  };

  return {
    async init() {},
    // libsql runs its statements on this thread, so a second connection that waits for a lock would keep the first
    // one from ever giving it up. There is one connection, and whoever wants it stands in line.
    async acquireConnection() {
      const before = queue;
      let done = () => {};
      queue = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      release = done;
      return connection;
    },
    async beginTransaction() {
      transaction = await client.transaction('write');
    },
    async commitTransaction() {
      await transaction?.commit();
      transaction = null;
    },
    async rollbackTransaction() {
      await transaction?.rollback();
      transaction = null;
    },
    async releaseConnection() {
      release();
    },
    async destroy() {
      client.close();
    },
  };
}

// What a statement returns is Kysely's knowledge; the driver can only say that these are rows.
const areRows = <Row>(rows: unknown): rows is Row[] => Array.isArray(rows);

function bindable(value: unknown): InValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`a ${typeof value} cannot be bound`);
}
