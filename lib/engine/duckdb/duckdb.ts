import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import type { Engine } from '../engine.ts';
import { loadRecords } from './load.ts';
import { createSession } from './session.ts';
import { buildTables } from './tables.ts';

/** Records from which on a second thread pays for itself. */
const recordsPerThreadMin = 500_000;

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
      const connection = await instance.connect();
      const close = async () => {
        connection.closeSync();
        instance.closeSync();
        await rm(spill, { recursive: true, force: true });
      };
      try {
        const loaded = await loadRecords(connection, sources, options);
        // Nothing after the inputs is read from outside, whatever a query says.
        await connection.run('set enable_external_access = false');
        if (loaded.input.records >= recordsPerThreadMin) {
          await connection.run(`set threads = ${threads ?? 2}`);
          await connection.run('set preserve_insertion_order = false');
        }
        await buildTables(connection, loaded);
        return await createSession({ connection, sources, input: loaded.input, fields: loaded.fields, close });
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}
