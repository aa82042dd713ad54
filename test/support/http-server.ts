import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { readConfig } from '#lib/config.ts';
import { RunEvent } from '#lib/model/events.ts';
import { Investigation } from '#lib/model/investigation.ts';
import { samples } from '#lib/samples/samples.ts';
import { createServices, type Services } from '../../app/_server/services.ts';
import * as unknownRoute from '../../app/api/[...path]/route.ts';
import * as clipboardRoute from '../../app/api/cases/[id]/clipboard/route.ts';
import * as flowsRoute from '../../app/api/cases/[id]/flows/route.ts';
import * as promptRoute from '../../app/api/cases/[id]/prompt/[step]/route.ts';
import * as reportRoute from '../../app/api/cases/[id]/report/[format]/route.ts';
import * as caseRoute from '../../app/api/cases/[id]/route.ts';
import * as runRoute from '../../app/api/cases/[id]/run/route.ts';
import * as stepRoute from '../../app/api/cases/[id]/steps/[step]/route.ts';
import * as casesRoute from '../../app/api/cases/route.ts';
import * as healthRoute from '../../app/api/health/route.ts';
import * as samplesRoute from '../../app/api/samples/route.ts';

const key = 'sk-test-000000000000000000000000';
const origin = 'http://127.0.0.1:3000';

/** A log with a port scan in it, all of whose lines are records. */
export const portScan = samples[0]?.text ?? '';

/** The routes of the app with a store and an engine of their own, asked as a program on this machine would ask. */
export interface HttpServer {
  send(method: string, path: string, outgoing?: Outgoing): Promise<Response>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  create(body: unknown): Promise<Created>;
  /** Names in the folder of the inputs. */
  folders(): Promise<string[]>;
  services(): Services;
  /** Ends the process, as far as the routes can tell, and starts the next one on the same folder. */
  restart(changes?: Changes): Promise<void>;
  /** Fails where a key or a path of this machine was in any answer. */
  close(): Promise<void>;
}

type Changes = NonNullable<Parameters<typeof createServices>[0]>;

export interface Outgoing {
  body?: BodyInit | null;
  headers?: Record<string, string>;
}

export async function startHttpServer(changes: Changes = {}): Promise<HttpServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flowcase-http-'));
  const config = readConfig({ FLOWCASE_DATA_DIR: dataDir, FLOWCASE_MAX_UPLOAD_MB: '0.1', OPENAI_API_KEY: key });
  const answers: Promise<string>[] = [];
  let parts = createServices({ config, ...changes });
  globalThis.flowcaseServices = parts;

  async function stop(): Promise<void> {
    await parts.sessions.close();
    await parts.store.close();
    globalThis.flowcaseServices = undefined;
  }

  async function send(method: string, path: string, { body, headers = {} }: Outgoing = {}): Promise<Response> {
    const { handler, params } = find(method, new URL(path, origin).pathname);
    const init = { method, body, duplex: 'half', headers: { host: new URL(origin).host, ...headers } };
    const response = await handler(new Request(new URL(path, origin), init), { params: Promise.resolve(params) });
    // A stream is not copied here: a reader that leaves must be seen to leave.
    if (!isStream(response)) answers.push(response.clone().text());
    answers.push(Promise.resolve(JSON.stringify([...response.headers])));
    return response;
  }

  const post = (path: string, body: unknown) => send('POST', path, json(body));
  return {
    send,
    post,
    get: (path) => send('GET', path),
    async create(body) {
      const response = await post('/api/cases', body);
      expect(response.status).toBe(201);
      return Created.parse(await response.json());
    },
    folders: async () => (await readdir(join(dataDir, 'cases')).catch(() => [])).sort(),
    services: () => parts,
    async restart(next = {}) {
      await stop();
      parts = createServices({ config, ...next });
      globalThis.flowcaseServices = parts;
    },
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
      const sent = (await Promise.all(answers)).join('\n');
      expect(sent).not.toContain(key);
      expect(sent).not.toContain(dataDir);
    },
  };
}

export const Created = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  input: Investigation.shape.input,
  totals: Investigation.shape.totals,
  investigation: Investigation,
});
export type Created = z.infer<typeof Created>;

type Values = Record<string, string | string[]>;
type Handler = (request: Request, context: { params: Promise<Values> }) => Promise<Response>;

export const routes: { pattern: string; handlers: object }[] = [
  { pattern: '/api/health', handlers: healthRoute },
  { pattern: '/api/samples', handlers: samplesRoute },
  { pattern: '/api/cases', handlers: casesRoute },
  { pattern: '/api/cases/[id]', handlers: caseRoute },
  { pattern: '/api/cases/[id]/run', handlers: runRoute },
  { pattern: '/api/cases/[id]/flows', handlers: flowsRoute },
  { pattern: '/api/cases/[id]/clipboard', handlers: clipboardRoute },
  { pattern: '/api/cases/[id]/steps/[step]', handlers: stepRoute },
  { pattern: '/api/cases/[id]/prompt/[step]', handlers: promptRoute },
  { pattern: '/api/cases/[id]/report/[format]', handlers: reportRoute },
  // Last, as Next tries it.
  { pattern: '/api/[...path]', handlers: unknownRoute },
];

/** Each method of each route, with made-up values in its address. */
export const everyRoute = routes.flatMap(({ pattern, handlers }) =>
  Object.keys(handlers)
    .filter((name) => /^[A-Z]+$/.test(name))
    .map((method): [method: string, path: string] => [
      method,
      pattern
        .replace('[id]', '0000000000000000')
        .replace('[step]', 'baseline')
        .replace('[format]', 'markdown')
        .replace('[...path]', 'nothing'),
    ]),
);

/** The handler of an address, found as Next finds it. */
function find(method: string, path: string): { handler: Handler; params: Values } {
  for (const { pattern, handlers } of routes) {
    const names = [...pattern.matchAll(/\[((?:\.\.\.)?\w+)\]/g)].map(([, name]) => name ?? '');
    const shape = pattern.replaceAll(/\[\.\.\.\w+\]/g, '(.+)').replaceAll(/\[\w+\]/g, '([^/]+)');
    const match = new RegExp(`^${shape}$`).exec(path);
    const handler: unknown = Object.entries(handlers).find(([name]) => name === method)?.[1];
    if (!match || !isHandler(handler)) continue;
    const entries = names.map((name, index) => paramOf(name, match[index + 1] ?? ''));
    return { handler, params: Object.fromEntries(entries) };
  }
  throw new Error(`no route takes ${method} ${path}`);
}

const paramOf = (name: string, text: string): [string, string | string[]] =>
  name.startsWith('...') ? [name.slice(3), text.split('/').map(decodeURIComponent)] : [name, decodeURIComponent(text)];

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
const isStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false;

export const jsonType = { 'content-type': 'application/json' };
export const json = (body: unknown): Outgoing => ({ body: JSON.stringify(body), headers: jsonType });

/** The problem document of an answer; fails where it is none. */
export async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = z
    .looseObject({
      type: z.string(),
      title: z.string(),
      status: z.number(),
      detail: z.string(),
      code: z.string(),
      hint: z.string(),
    })
    .parse(await response.json());
  expect(body.status).toBe(response.status);
  return body;
}

/** All events of a run, to its end. */
export async function eventsOf(response: Response): Promise<RunEvent[]> {
  expect(response.status).toBe(200);
  const lines = (await response.text()).trimEnd().split('\n');
  return lines.map((line) => RunEvent.parse(JSON.parse(line)));
}
