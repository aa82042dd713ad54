import type { DuckDBConnection } from '@duckdb/node-api';
import { knownPorts } from '#lib/names/ports.ts';
import type { Loaded } from './load.ts';
import { statements } from './statements.ts';

/**
 * Makes `flow` and `conversation` from `record`: own addresses first, because direction rests on them. The two questions
 * that an ordinary log need not be asked are skipped: with one external address no record has two of them, and with one
 * interface nothing is recorded twice.
 */
export async function buildTables(
  connection: DuckDBConnection,
  { interfaces, externalAddresses }: Pick<Loaded, 'interfaces' | 'externalAddresses'>,
): Promise<void> {
  await connection.run(`insert into usual_port values ${knownPorts.map((port) => `(${port})`).join(', ')}`);
  if (externalAddresses > 1) {
    await connection.run(
      `update address set scope = 'internal', label = coalesce(label, 'own address of an interface')
       where id in (${statements['own-address']})`,
    );
  }
  await connection.run(statements['data-record']);
  if (interfaces > 1) await connection.run(statements.copy);
  else await connection.run('create table copy_record (source_id integer, line integer)');
  await connection.run(statements.tuple);
  await connection.run(statements.flow);
  await connection.run(statements.conversation);
  await connection.run('drop table tuple');
}
