import 'server-only';
import { createEmbeddedStore } from '#lib/cases/embedded/embedded.ts';
import type { CaseStore } from '#lib/cases/store.ts';
import { composeRun } from '#lib/compose.ts';
import { type Config, readConfig } from '#lib/config.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import type { Engine } from '#lib/engine/engine.ts';
import { examine, runSteps } from '#lib/investigate.ts';
import { createRuns, type Runs } from './runs.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { storedCase } from './stored-case.ts';

/** What every page and every route works with; there is one in a process. */
export interface Services {
  config: Config;
  store: CaseStore;
  engine: Engine;
  sessions: Sessions;
  runs: Runs;
  examine: typeof examine;
  runSteps: typeof runSteps;
  composeRun: typeof composeRun;
}

declare global {
  // Next loads this module once for pages and once for routes; both must see the same runs and sessions.
  var flowcaseServices: Services | undefined;
}

/** The services of this process, made at the first call. Throws `config-invalid`. */
export function services(): Services {
  globalThis.flowcaseServices ??= createServices();
  return globalThis.flowcaseServices;
}

/** Builds the services from the environment, with `parts` in the place of what a test wants to be its own. */
export function createServices(parts: Partial<Omit<Services, 'sessions'>> = {}): Services {
  const config = parts.config ?? readConfig();
  const store = parts.store ?? createEmbeddedStore({ dataDir: config.dataDir });
  const engine = parts.engine ?? createDuckDb({ memory: config.memory });
  return {
    config,
    store,
    engine,
    sessions: createSessions({ max: sessionsMax, load: (id) => reload(id, store, engine) }),
    runs: parts.runs ?? createRuns(),
    examine: parts.examine ?? examine,
    runSteps: parts.runSteps ?? runSteps,
    composeRun: parts.composeRun ?? composeRun,
  };
}

// Each holds its records in memory or in its own temporary folder; an analyst has a few cases open, not a hundred.
const sessionsMax = 4;

// The facts of a case are stored; its single records are read from the inputs again when somebody asks for them.
async function reload(id: string, store: CaseStore, engine: Engine) {
  const { options } = await storedCase({ store }, id);
  return await engine.load(await store.sources(id), options);
}
