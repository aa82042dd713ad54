#!/usr/bin/env node
// Starts the command line: bundles it first where the sources are newer than the bundle, then runs it in this process.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkNode } from '../build/check-node.mjs';
import { isBundleFresh } from '../build/stamps.mjs';

checkNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const isCheckout = existsSync(new URL('main.ts', import.meta.url));
if (isCheckout && !isBundleFresh(root)) {
  const setup = fileURLToPath(new URL('../build/setup.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [setup, 'cli'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

// The same files the web app reads, in the same order; what the shell has set stays.
for (const name of ['.env.local', '.env']) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  if (existsSync(file)) process.loadEnvFile(file);
}
// `serve` runs a production build in this process, and it must not call home.
process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

const { main } = await import(new URL('../../dist/flowcase.js', import.meta.url).href);
process.exit(await main(process.argv.slice(2), process));
