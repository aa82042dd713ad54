// `npm run bench:paste`: what an analyst waits for after a paste. Prints the median and 95th percentile of
// POST /api/cases on a warm server (facts and all checks in the answer), and the cold command line as a ratio to
// `node -e 0` of the same run. Never a test: the machine decides the seconds, so only the ratio travels.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { samples } from '#lib/samples/samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(root, 'lib/cli/flowcase.mjs');
const rounds = { warmUp: 15, counted: 100, cold: 15 };

const folder = mkdtempSync(join(tmpdir(), 'flowcase-bench-'));
const text = fiftyLines();
const file = join(folder, 'fifty.log');
writeFileSync(file, text);

try {
  await warmServer();
  coldCommand();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Fifty records of an ordinary paste: the scan and the beginning of the brute force. */
function fiftyLines(): string {
  const lines = samples.slice(0, 2).flatMap((sample) => sample.text.trimEnd().split('\n'));
  return `${lines.slice(0, 50).join('\n')}\n`;
}

async function warmServer(): Promise<void> {
  const port = await freePort();
  const server = spawn(process.execPath, [launcher, 'serve', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, FLOWCASE_DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await answering(server);
    const url = `http://127.0.0.1:${port}/api/cases`;
    for (let round = 0; round < rounds.warmUp; round++) await post(url);
    const times: number[] = [];
    for (let round = 0; round < rounds.counted; round++) times.push(await post(url));
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);
    console.log(
      `POST /api/cases, 50 lines, warm, ${rounds.counted} times: median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`,
    );
  } finally {
    server.kill('SIGTERM');
  }
}

/** Milliseconds until the whole answer is here. */
async function post(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  const body: unknown = await response.json();
  if (response.status !== 201) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return performance.now() - began;
}

function coldCommand(): void {
  const seconds = (args: string[]): number => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
    return performance.now() - began;
  };
  const facts = [launcher, 'facts', file, '--json', '--quiet'];
  const nothing = ['-e', '0'];
  seconds(facts);
  seconds(nothing);
  const pairs = Array.from({ length: rounds.cold }, () => [seconds(facts), seconds(nothing)] as const);
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const [ours, floor] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
  console.log(
    `flowcase facts, 50 lines, cold, ${rounds.cold} times: median ${ours.toFixed(0)} ms; node -e 0: ${floor.toFixed(0)} ms; ratio ${(ours / floor).toFixed(1)}`,
  );
}

/** Resolves when the server has printed its address. */
function answering(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (piece: Buffer) => piece.toString().includes('http://') && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}; run npm run build first`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
