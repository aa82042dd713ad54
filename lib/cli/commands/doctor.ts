import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { attackVersion, techniques } from '#lib/attack/attack.ts';
import { createEmbeddedStore } from '#lib/cases/embedded/embedded.ts';
import { type Config, readConfig } from '#lib/config.ts';
import { detections } from '#lib/detections/registry.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { facts } from '#lib/facts/registry.ts';
import { AppError } from '#lib/model/app-error.ts';
import { plural } from '#lib/names/format.ts';
import { offline } from '#lib/providers/offline/offline.ts';
import { createProvider } from '#lib/providers/providers.ts';
import { reports } from '#lib/reports/registry.ts';
import { samples } from '#lib/samples/samples.ts';
import { textSource } from '#lib/sources/text.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { alignedTable, columnsOf } from '../aligned-table.ts';
import { packageRoot } from '../package-root.ts';
import type { Context } from '../program.ts';
import { write } from '../terminal.ts';

/** What was looked at, and whether it works; `note` is neither good nor bad. */
interface Finding {
  what: string;
  state: 'ok' | 'note' | 'broken';
  says: string;
}

const probeMs = 10_000;

/** `flowcase doctor`: what works on this machine. Exit code 2 where something is broken. Never prints a key. */
export async function doctor({ terminal, signal }: Context): Promise<number> {
  const config = readConfig();
  const findings: Finding[] = [
    { what: 'flowcase', state: 'ok', says: manifest.version },
    { what: 'node', state: 'ok', says: `${process.versions.node}; ${manifest.engines.node} is needed` },
    await looked('engine', () => engine(config, signal)),
    {
      what: 'catalogue',
      state: 'ok',
      says: `${plural(detections.length, 'detection')}, ${plural(Object.keys(facts).length, 'fact')}, ${plural(reports.length, 'report format')}`,
    },
    {
      what: 'att&ck',
      state: 'ok',
      says: `version ${attackVersion}, ${plural(techniques.length, 'technique')} that flows can show`,
    },
    await looked('cases', () => store(config)),
    webApp(),
    key('openai', config.openai),
    key('anthropic', config.anthropic),
    await looked('provider', () => provider(config, signal)),
  ];
  const rows = findings.map(({ what, state, says }) => [what, state, says]);
  await write(terminal.stdout, `${alignedTable(columnsOf(['WHAT', 'STATE', 'DETAIL']), rows)}\n`);
  return findings.some(({ state }) => state === 'broken') ? 2 : 0;
}

async function looked(what: string, look: () => Promise<Omit<Finding, 'what'>>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    if (error instanceof AppError) return { what, state: 'broken', says: `${error.message} ${error.hint}` };
    return { what, state: 'broken', says: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads a built-in sample: the native module is there, fits this machine and does its work. */
async function engine({ memory }: Config, signal: AbortSignal): Promise<Omit<Finding, 'what'>> {
  const duckDb = createDuckDb({ memory });
  const session = await duckDb.load(
    samples.slice(0, 1).map(({ id, text }) => textSource(id, text)),
    { layout: 'auto', internal: [], signal },
  );
  await session.close();
  return {
    state: 'ok',
    says: `DuckDB ${await duckDb.version()}, memory ${memory}; read ${plural(session.input.records, 'record')} of a sample`,
  };
}

/** Opens the store where there is one, and makes none where there is not. */
async function store({ dataDir }: Config): Promise<Omit<Finding, 'what'>> {
  const folder = resolve(dataDir);
  if (!existsSync(folder)) {
    let above = dirname(folder);
    while (!existsSync(above)) above = dirname(above);
    await access(above, constants.W_OK);
    return { state: 'ok', says: `${folder} will be made with the first case` };
  }
  await access(folder, constants.W_OK);
  const cases = createEmbeddedStore({ dataDir: folder });
  try {
    return { state: 'ok', says: `${plural((await cases.list()).length, 'case')} in ${folder}` };
  } finally {
    await cases.close();
  }
}

function webApp(): Finding {
  const built = existsSync(join(packageRoot(), '.next/BUILD_ID'));
  return built
    ? { what: 'web app', state: 'ok', says: 'built' }
    : { what: 'web app', state: 'note', says: 'not built; `flowcase serve` builds it' };
}

function key(
  what: 'openai' | 'anthropic',
  { apiKey, baseUrl }: { apiKey: string | null; baseUrl: string | null },
): Finding {
  // Of the address only the host: someone may have written a key into it.
  const at = baseUrl === null ? '' : `, at ${new URL(baseUrl).host}`;
  return { what, state: 'note', says: `${apiKey === null ? 'no key' : 'a key is set'}${at}` };
}

async function provider(config: Config, signal: AbortSignal): Promise<Omit<Finding, 'what'>> {
  const chosen = createProvider({ id: config.provider, model: null, config, fetch, offline });
  if (chosen.kind === 'computed')
    return { state: 'ok', says: 'offline: the steps are written by rules, nothing leaves this machine' };
  const { outcome, message, models } = await chosen.probe(AbortSignal.any([signal, AbortSignal.timeout(probeMs)]));
  signal.throwIfAborted();
  if (outcome === 'aborted') return { state: 'broken', says: `${chosen.id} did not answer within ${probeMs / 1000} s` };
  if (outcome !== 'ok') return { state: 'broken', says: `${chosen.id}: ${message}` };
  const known = models.length === 0 || models.includes(chosen.model);
  return {
    state: known ? 'ok' : 'note',
    says: `${chosen.id}, model ${chosen.model}: ${message}${known ? '' : ' This model is not in its list.'} Masking: ${config.mask}.`,
  };
}
