/**
 * Makes a checkout ready to run, and does nothing where it is: node lib/build/setup.mjs modules|cli|app [--force]
 *
 *   modules   installs what package-lock.json names
 *   cli       and bundles the command line into dist/
 *   app       and builds the web app into .next/
 *
 * Needs nothing but Node and npm, and no network once installed. All it says goes to stderr, because the command line
 * calls it and keeps stdout for its result. `--force` bundles and builds even where nothing changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from './check-node.mjs';
import { withLock } from './lock.mjs';
import { hashOf, isBundleFresh, readStamp } from './stamps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const toStderr = ['ignore', 2, 2];

const modules = {
  stamp: join(root, 'node_modules/.flowcase-setup'),
  fresh: () => modulesFresh(),
  make: () => installModules(),
};
const cli = {
  fresh: () => isBundleFresh(root),
  async make() {
    // esbuild is there only once the modules are.
    const { bundle } = await import('./bundle.mjs');
    await bundle(root);
  },
};
const app = {
  stamp: join(root, '.next/flowcase-stamp'),
  fresh: () => existsSync(join(root, '.next/BUILD_ID')) && readStamp(app.stamp) === appHash(),
  make: () => buildApp(),
};
const tasks = { modules: [modules], cli: [modules, cli], app: [modules, cli, app] };

checkNode();
const [task, ...flags] = process.argv.slice(2);
if (!tasks[task] || flags.some((flag) => flag !== '--force'))
  fail('usage: node lib/build/setup.mjs modules|cli|app [--force]');
for (const part of tasks[task]) {
  // Installing again would help nobody who wants a fresh build.
  const forced = flags.includes('--force') && part !== modules;
  if (!forced && part.fresh()) continue;
  await withLock(join(root, 'dist/setup.lock'), async () => {
    // Whoever held the lock before may have done this very thing.
    if (forced || !part.fresh()) await part.make();
  });
}

/** Fresh when this program installed for this lock, or when someone's own `npm ci` put the same versions there. */
function modulesFresh() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (readStamp(modules.stamp) === lockHash()) return true;
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const same = Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) => path === '' || wanted.optional || have[path]?.version === wanted.version,
  );
  if (same) remember(modules.stamp, lockHash());
  return same;
}

function installModules() {
  console.error('Installing what Flowcase needs (npm ci); this happens once …');
  // Where NODE_ENV says production npm would leave out what the build needs.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  // Under `npm run` the very npm that was called is known; it need not be on the PATH.
  const own = process.env.npm_execpath ?? '';
  const { status, error } = /npm-cli\.c?js$/.test(own)
    ? spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: toStderr })
    : spawnSync('npm', args, { cwd: root, stdio: toStderr, shell: process.platform === 'win32' });
  if (error) fail(`npm could not be started (${error.message}). Install Node with npm and try again.`);
  if (status !== 0) fail('npm ci did not finish. Its message stands above; the first install needs the network.');
  remember(modules.stamp, lockHash());
}

function lockHash() {
  return hashOf(root, ['package-lock.json']);
}

async function buildApp() {
  console.error('Building the web app …');
  // Before the build starts, so that one that is cut off counts as none.
  rmSync(app.stamp, { force: true });
  const hash = appHash();
  const { next } = await import('./next.mjs');
  if ((await next(['build'], toStderr)) !== 0) fail('The web app could not be built. The reason stands above.');
  remember(app.stamp, hash);
}

function remember(stamp, hash) {
  try {
    writeFileSync(stamp, hash);
  } catch (error) {
    // In a checkout that is read-only everything is looked at again each time, and nothing else is lost.
    if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
  }
}

function appHash() {
  // Not tsconfig.json: Next may write its own wishes into it while it builds.
  const parts = ['app', 'lib', 'prompts', 'public', 'proxy.ts', 'next.config.mjs', 'postcss.config.mjs'];
  const elsewhere = /\.test\.tsx?$|^lib\/(cli|build|decisions)\//;
  return hashOf(root, [...parts, 'package.json', 'package-lock.json'], (file) => elsewhere.test(file));
}

function fail(message) {
  console.error(`flowcase: ${message}`);
  process.exit(1);
}
