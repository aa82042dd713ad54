import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../test/support/source-files.ts';

test('modules: installs once, then is quiet', async () => {
  const folder = checkout();
  expect(await setup(folder, ['modules'])).toMatchObject({ code: 0, out: '' });
  expect(existsSync(join(folder, 'node_modules/leaf/package.json'))).toBe(true);
  expect(await setup(folder, ['modules'])).toEqual({ code: 0, out: '', err: '' });
});

test('modules: a changed lock installs again', async () => {
  const folder = checkout();
  await setup(folder, ['modules']);
  writeLock(folder, 'twig');
  expect((await setup(folder, ['modules'])).err).toContain('npm ci');
  expect(existsSync(join(folder, 'node_modules/twig/package.json'))).toBe(true);
});

test('modules: what someone installed with npm ci themselves is taken as it is', async () => {
  const folder = checkout();
  await setup(folder, ['modules']);
  rmSync(join(folder, 'node_modules/.flowcase-setup'));
  expect(await setup(folder, ['modules'])).toEqual({ code: 0, out: '', err: '' });
});

test('modules: an install that was cut off is done again', async () => {
  const folder = checkout();
  mkdirSync(join(folder, 'node_modules/leaf'), { recursive: true });
  expect((await setup(folder, ['modules'])).code).toBe(0);
  expect(existsSync(join(folder, 'node_modules/leaf/package.json'))).toBe(true);
});

test('modules: of three starts at once one installs, and all find it done', async () => {
  const folder = checkout();
  const runs = await Promise.all([1, 2, 3].map(() => setup(folder, ['modules'])));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(runs.filter(({ err }) => err.includes('npm ci'))).toHaveLength(1);
  expect(existsSync(join(folder, 'dist/setup.lock'))).toBe(false);
});

test('a lock whose process is gone holds nobody up', async () => {
  const folder = checkout();
  const gone = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => gone.once('close', resolve));
  const { hostname } = await import('node:os');
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/setup.lock'), `${hostname()} ${gone.pid}`);
  expect((await setup(folder, ['modules'])).code).toBe(0);
});

test('a lock file that disagrees with package.json is said in npm’s words, exit code 1', async () => {
  const folder = checkout();
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: 'lab', lockfileVersion: 3, packages: {} }));
  const { code, err } = await setup(folder, ['modules']);
  expect(code).toBe(1);
  expect(err).toContain('flowcase: npm ci did not finish.');
});

test('an older Node hears which one is needed', async () => {
  const old =
    'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.8"}})';
  const { code, err } = await setup(checkout(), ['modules'], ['--import', old]);
  expect(code).toBe(2);
  expect(err).toContain('Node 20.19 or newer is needed; this is 18.20.8.');
});

test('an unknown task is refused', async () => {
  expect(await setup(checkout(), ['everything'])).toMatchObject({ code: 1, err: expect.stringContaining('usage') });
});

/** A checkout with nothing but the build scripts and one package that needs no network. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowcase-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(root, 'lib/build'), join(folder, 'lib/build'), { recursive: true });
  for (const name of ['leaf', 'twig']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
  }
  writeLock(folder, 'leaf');
  return folder;
}

function writeLock(folder: string, name: string): void {
  const dependencies = { [name]: `file:${name}` };
  const manifest = { name: 'lab', version: '1.0.0', engines: { node: '>=20.19' }, dependencies };
  const packages = {
    '': { name: 'lab', version: '1.0.0', dependencies },
    [name]: { version: '1.0.0' },
    [`node_modules/${name}`]: { resolved: name, link: true },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: 'lab', lockfileVersion: 3, packages }));
}

async function setup(folder: string, args: string[], nodeFlags: string[] = []) {
  const child = spawn(process.execPath, [...nodeFlags, join(folder, 'lib/build/setup.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, err };
}
