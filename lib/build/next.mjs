// Runs Next.js with this checkout as its folder and its telemetry off: node lib/build/next.mjs dev|build|typegen …
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one Next command; what it says goes to the output that `stdio` names. Resolves to its exit code. */
export function next(args, stdio = 'inherit') {
  const bin = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: root,
    stdio,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  // The terminal sends Ctrl+C to both; this process waits for the other to end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await next(process.argv.slice(2));
}
