import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, get, type RequestListener, type Server } from 'node:http';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { hasDesktop, readConfig, setAddress } from '#lib/config.ts';
import { AppError } from '#lib/model/app-error.ts';
import { isLoopback } from '#lib/providers/providers.ts';
import { wholeNumber } from '../input-flags.ts';
import { packageRoot } from '../package-root.ts';
import type { Context } from '../program.ts';
import { write } from '../terminal.ts';

const Flags = z.object({ port: z.string().optional(), host: z.string().optional(), open: z.boolean().default(false) });

/** `flowcase serve`: the web app in this process until Ctrl+C. Throws `port-taken`, or `bad-value` on a host that is not of this machine. */
export async function serve(flags: unknown, { terminal, signal }: Context): Promise<number> {
  const given = Flags.parse(flags);
  const config = readConfig();
  const host = (given.host ?? config.host).replace(/^\[|\]$/g, '');
  const port = given.port === undefined ? config.port : wholeNumber('--port', given.port, 0, 65_535);

  const root = packageRoot();
  if (!makeReady(root)) return 1;

  // The port is taken before the app is loaded: who starts it twice hears of it at once. Who asks before the app can
  // answer waits until it can.
  const early: Parameters<RequestListener>[] = [];
  let answer: RequestListener = (...asked) => early.push(asked);
  const server = createServer((request, response) => answer(request, response));
  const bound = await listen(server, host, port);
  setAddress({ host, port: bound });
  const url = `http://${urlHost(host)}:${bound}`;
  if (!isLoopback(`http://${literal(host)}`)) {
    const who = `whoever reaches port ${bound} of ${host} can read and remove every case`;
    await write(terminal.stderr, `flowcase: ${who}; there is no login.\n`);
  }

  // Next tells of its start with console.log; stdout is for the one line that a script waits for.
  console.log = console.error;
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: root, hostname: host, port: bound });
  try {
    await app.prepare();
    const handle = app.getRequestHandler();
    answer = (request, response) => void handle(request, response);
    for (const asked of early) answer(...asked);
    await answers(`${url}/api/health`);
    await write(terminal.stdout, `Flowcase is open at ${url}\n`);
    if (given.open && hasDesktop()) openBrowser(url);
    await aborted(signal);
    return 0;
  } finally {
    server.close();
    server.closeAllConnections();
    await app.close();
  }
}

/** Builds what changed since the last build; says on stderr what it does. */
function makeReady(root: string): boolean {
  const setup = join(root, 'lib/build/setup.mjs');
  if (!existsSync(setup)) return true;
  return spawnSync(process.execPath, [setup, 'app'], { stdio: ['ignore', 2, 2] }).status === 0;
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'EADDRINUSE') {
      throw new AppError('port-taken', {
        detail: `It is ${port}.`,
        hint: `Stop it, or choose another: flowcase serve --port ${port < 65_535 ? port + 1 : 3000}.`,
        cause,
      });
    }
    if (code === 'EACCES') {
      throw new AppError('bad-value', {
        detail: `Port ${port} needs more rights.`,
        hint: 'Choose one above 1023.',
        cause,
      });
    }
    throw new AppError('bad-value', {
      detail: `${host} is not an address of this machine.`,
      hint: 'Use 127.0.0.1, or an address that this machine has.',
      cause,
    });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Who sits at this machine opens its loopback address where the server listens on all addresses. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return literal(host === '::' ? '::1' : host);
}

const literal = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

function answers(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      response.once('end', resolve);
    }).once('error', reject);
  });
}

function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  // A browser that does not open is no reason to stop: the address stands on the screen.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref();
}

const aborted = (signal: AbortSignal): Promise<unknown> => (signal.aborted ? Promise.resolve() : once(signal, 'abort'));
