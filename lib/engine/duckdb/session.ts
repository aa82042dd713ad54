import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { eachLine } from '#lib/formats/lines.ts';
import { type EvidenceFilter, type EvidenceLine, FlowFields } from '#lib/model/detection.ts';
import type { InputReport } from '#lib/model/input.ts';
import { type Source, SourceDamage } from '#lib/sources/source.ts';
import type { Evidence, Parameter, Session, Statement } from '../engine.ts';
import { chooseEvidence, evidenceQuery, fetchedMax, pageQuery } from './evidence.ts';
import { bind, plain } from './values.ts';

/** A record as a filter finds it: where it stands and its fields, the text still to be read. */
const Located = FlowFields.extend({ sourceId: z.number().int(), line: z.number().int(), total: z.number().int() });
type Located = z.infer<typeof Located>;

const Overview = z.object({
  flows: z.number().int(),
  noData: z.number().int(),
  skipData: z.number().int(),
  longest: z.number().int().nullable(),
});

/** A loaded case: questions in SQL, as many at a time as there are connections, and the lines behind the answers. */
export async function createSession({
  connections,
  sources,
  input,
  fields,
  signal,
  close,
}: {
  connections: readonly DuckDBConnection[];
  sources: readonly Source[];
  input: InputReport;
  fields: ReadonlySet<string>;
  signal: AbortSignal | undefined;
  close: () => Promise<void>;
}): Promise<Session> {
  const { lend, takeAll } = lender(connections);
  let closing: Promise<void> | null = null;

  const query = async <Row>({ sql, parameters = {} }: Statement, row: z.ZodType<Row>): Promise<Row[]> => {
    if (closing !== null) throw new Error('the session is closed');
    const { values, types } = bind(sql, parameters);
    const objects = await lend(async (connection) => {
      signal?.throwIfAborted();
      return (await connection.runAndReadAll(sql, values, types)).getRowObjectsJS();
    });
    return objects.map((object) =>
      row.parse(Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plain(value)]))),
    );
  };

  const [overview] = await query({ sql: overviewSql }, Overview);
  const { flows = 0, noData = 0, skipData = 0, longest = null } = overview ?? {};

  const locate = async ({ sql, parameters }: { sql: string; parameters: Record<string, Parameter> }) =>
    query({ sql, parameters }, Located);

  /** The records that stand for a filter, each with the total. */
  const representative = async (filter: EvidenceFilter): Promise<Located[]> => {
    const small = input.records <= fetchedMax;
    return chooseEvidence(
      await locate(small ? pageQuery(filter, { offset: 0, limit: fetchedMax }) : evidenceQuery(filter)),
    );
  };

  const withText = async (found: Located[][]): Promise<Evidence[]> => {
    const wanted = new Map<number, Set<number>>();
    for (const { sourceId, line } of found.flat()) {
      wanted.set(sourceId, (wanted.get(sourceId) ?? new Set()).add(line));
    }
    const texts = new Map<string, string>();
    for (const [sourceId, lines] of wanted) {
      const source = sources[sourceId];
      if (source) await readLines(source, lines, (line, text) => texts.set(`${sourceId}:${line}`, text));
    }
    return found.map((rows) => ({
      total: rows[0]?.total ?? 0,
      lines: rows.map(
        ({ sourceId, line, total: _, ...parsed }): EvidenceLine => ({
          source: sources[sourceId]?.name ?? '',
          line,
          text: texts.get(`${sourceId}:${line}`) ?? '',
          fields: parsed,
        }),
      ),
    }));
  };

  return {
    input: { ...input, noData, skipData },
    flows,
    // Flow logs aggregate over one or ten minutes; anything above a minute and a half can only be the latter.
    aggregationSeconds: (longest ?? 0) > 90 ? 600 : 60,
    fields,
    query,
    async evidence(filters) {
      return withText(await Promise.all(filters.map(representative)));
    },
    async lines(filter, page) {
      const found = await locate(pageQuery(filter, page));
      const [evidence] = await withText([found]);
      if (found.length > 0 || page.offset === 0) return evidence ?? { total: 0, lines: [] };
      // A page behind the end still says how many there are.
      const [first] = await locate(pageQuery(filter, { offset: 0, limit: 1 }));
      return { total: first?.total ?? 0, lines: [] };
    },
    close: () => {
      // A connection must not be closed under a question: one that failed may have left its neighbours running.
      closing ??= takeAll().then(close);
      return closing;
    },
  };
}

const overviewSql = `
select
  (select count(*) from flow) as "flows",
  (select count(*) from record where log_status = 'NODATA') as "noData",
  (select count(*) from record where log_status = 'SKIPDATA') as "skipData",
  (select max(end_time - start_time) from flow) as "longest"`;

/** Lends the connections one to a task, in the order they are asked for; a task waits while all are in use. */
function lender(connections: readonly DuckDBConnection[]) {
  const free = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const take = async () => free.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
  return {
    lend: async <Result>(task: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> => {
      const connection = await take();
      try {
        return await task(connection);
      } finally {
        const next = waiting.shift();
        if (next) next(connection);
        else free.push(connection);
      }
    },
    /** Waits until every task so far is done, and lends no connection again. */
    takeAll: async () => {
      await Promise.all(connections.map(take));
    },
  };
}

/** Reads some lines of a source again, and stops behind the last of them. */
async function readLines(source: Source, wanted: ReadonlySet<number>, found: (line: number, text: string) => void) {
  const decoder = new TextDecoder();
  const last = Math.max(...wanted);
  try {
    await eachLine(source.open(), (bytes, start, end, line) => {
      if (wanted.has(line)) found(line, decoder.decode(bytes.subarray(start, end)));
      return line === last ? 'enough' : undefined;
    });
  } catch (error) {
    if (!(error instanceof SourceDamage)) throw error;
  }
}
