/**
 * Runs every test there is and ends with one line, `N passed, N failed`: node lib/build/test.mjs [--checks]
 *
 * First what needs no browser, then the end-to-end tests against a fresh build where a Chromium is found. `--checks`
 * also counts what `npm run check` looks at: generated files, types, formatting and lint.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const e2e = 'test/e2e';
// A runner that hangs is a failure with a name, not a build server that gives up.
const runnerMs = 12 * 60_000;

const reports = mkdtempSync(join(tmpdir(), 'flowcase-test-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

const counts = [...(process.argv.includes('--checks') ? checks() : []), unit(), ...endToEnd()];
console.log('');
for (const { name, passed, failed, skipped } of counts) {
  console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

function checks() {
  return [
    check('generated files', ['node_modules/tsx/dist/cli.mjs', 'lib/build/gen.ts', '--check']),
    // The types of the routes are generated; tsc reads them.
    check('route types', ['lib/build/next.mjs', 'typegen']),
    check('types', ['node_modules/typescript/bin/tsc', '--noEmit']),
    check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
  ];
}

function check(name, args) {
  const ok = node(args) === 0;
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function unit() {
  const file = join(reports, 'unit.json');
  const flags = [
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const status = node(['node_modules/vitest/vitest.mjs', 'run', ...flags]);
  return counted('unit and contract tests', status, file, (report) => ({
    passed: report.numPassedTests,
    // A file that cannot even be loaded holds no test that could fail.
    failed:
      report.numFailedTests +
      report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

function endToEnd() {
  if (!readdirSync(join(root, e2e)).some((name) => name.endsWith('.e2e.ts'))) return skipped(`${e2e} holds none`);
  const chromium = findChromium();
  if (!chromium) return skipped('no Chromium found');
  const build = check('build', ['lib/build/setup.mjs', 'app']);
  if (build.failed > 0) return [build, ...skipped('there is no build')];
  const file = join(reports, 'e2e.json');
  const status = node(
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      `${e2e}/playwright.config.mjs`,
      '--reporter=list,json',
    ],
    { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  const tests = counted('end-to-end tests', status, file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
  return [build, tests];
}

function skipped(why) {
  console.log(`end-to-end tests skipped: ${why}`);
  return [];
}

/** What a runner wrote down, or one failure where it ended badly and names no test that did. */
function counted(name, status, file, read) {
  const none = { passed: 0, failed: 0, skipped: 0 };
  const count = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : none;
  const silent = (status !== 0 || count.passed === 0) && count.failed === 0;
  return { name, ...count, failed: silent ? 1 : count.failed };
}

function node(args, environment = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    timeout: runnerMs,
  });
  return status ?? 1;
}
