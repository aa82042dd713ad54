import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import type { Engine } from '../engine.ts';
import { loadRecords } from './load.ts';
import { createSession } from './session.ts';
import { statements } from './statements.ts';
import { buildTables } from './tables.ts';

/**
 * Records from which on one question is worth two threads. Below, the questions are too short for that, and several are
 * asked at once instead.
 */
const largeRecordsMin = 500_000;
const questionsAtOnce = 3;

let databases = 0;

/** The embedded engine: one in-memory database a session, which spills to a temporary folder above `memory`. */
export function createDuckDb({ memory, threads }: { memory: string; threads?: number }): Engine {
  return {
    id: 'duckdb',
    version: async () => version(),
    async load(sources, options) {
      const spill = join(tmpdir(), `flowcase-${process.pid}-${++databases}`);
      const instance = await DuckDBInstance.create(':memory:', {
        threads: '1',
        memory_limit: memory,
        temp_directory: spill,
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      });
      const connect = async () => {
        const opened = await instance.connect();
        await opened.run(statements.dialect);
        return opened;
      };
      const connection = await connect();
      const connections = [connection];
      // A stop must not wait for the query that runs.
      const interrupt = () => {
        for (const open of connections) open.interrupt();
      };
      options.signal?.addEventListener('abort', interrupt, { once: true });
      const close = async () => {
        options.signal?.removeEventListener('abort', interrupt);
        for (const open of connections) open.closeSync();
        instance.closeSync();
        await rm(spill, { recursive: true, force: true });
      };
      try {
        const loaded = await loadRecords(connection, sources, options);
        // Nothing after the inputs is read from outside, whatever a query says.
        await connection.run('set enable_external_access = false');
        const large = loaded.input.records >= largeRecordsMin;
        if (large) {
          await connection.run(`set threads = ${threads ?? 2}`);
          await connection.run('set preserve_insertion_order = false');
        }
        options.signal?.throwIfAborted();
        await buildTables(connection, loaded);
        while (!large && connections.length < questionsAtOnce) connections.push(await connect());
        const { input, fields } = loaded;
        return await createSession({ connections, sources, input, fields, signal: options.signal, close });
      } catch (error) {
        await close();
        // An interrupted query says so in its own words; the stop is what happened.
        options.signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
