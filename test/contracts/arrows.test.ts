import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles, withoutComments } from '../support/source-files.ts';

/**
 * Which part may import which: the second picture of lib/README.md as a table. Everybody may import `model` (shapes) and
 * `names` (tables of names), which therefore stand in no row. `investigate`, `compose` and `config` are single files.
 */
const arrows: Record<string, readonly string[]> = {
  model: [],
  names: [],
  attack: [],
  samples: [],
  config: [],
  sources: ['formats'],
  formats: [],
  engine: ['sources', 'formats'],
  facts: ['engine'],
  detections: ['engine', 'attack'],
  grounding: ['attack'],
  privacy: [],
  // A provider is told its key and its address; it does not look for them.
  providers: ['config', 'attack'],
  steps: ['grounding', 'privacy', 'providers', 'attack'],
  reports: ['attack'],
  enrichment: [],
  cases: ['sources'],
  investigate: ['sources', 'engine', 'facts', 'detections', 'steps', 'reports', 'enrichment', 'cases', 'attack'],
  compose: ['investigate', 'privacy', 'providers', 'config', 'steps'],
  cli: ['*'],
  app: ['*'],
  // Runs before there is a program, and writes files of it.
  build: [],
};
const forAll = ['model', 'names'];
/** Nothing of the program imports those who call it. */
const callers = ['app', 'cli', 'build'];

/** Same input, same bytes out: no file, no network, no clock. `sha256` of a prompt and `isIP` are pure. */
const pure = [
  'model',
  'names',
  'attack',
  'samples',
  'formats',
  'facts',
  'detections',
  'grounding',
  'privacy',
  'reports',
];
const pureBuiltins = ['node:net', 'node:crypto'];

/** Packages of a user interface; the one file that starts the web app is the exception. */
const interfacePackages = /^(react|react-dom|next|radix-ui|lucide-react|sonner|server-only)(\/|$)/;
const startsTheWebApp = 'lib/cli/commands/serve.ts';

test('imports run only along the arrows of the picture', () => {
  expect(sourceFiles().flatMap(wrongImports)).toEqual([]);
});

test('a part that is in no picture is reported, and so is a picture of a part that is gone', () => {
  const parts = new Set(sourceFiles().map(({ path }) => partOf(path)));
  expect([...parts].filter((part) => !(part in arrows))).toEqual([]);
  expect(Object.keys(arrows).filter((part) => !parts.has(part) && part !== 'enrichment')).toEqual([]);
});

test.each([
  ['lib/facts/by-action/fact.ts', "import { runSteps } from '#lib/steps/run-steps.ts';", 'facts → steps'],
  ['lib/facts/by-action/fact.ts', "import type { Step } from '../../steps/step.ts';", 'facts → steps'],
  ['lib/model/facts.ts', "import { formatPorts } from '#lib/names/format.ts';", 'model → names'],
  ['lib/model/facts.ts', "import ipaddr from 'ipaddr.js';", 'model → ipaddr.js'],
  ['lib/reports/text.ts', "import {\n  readFileSync,\n} from 'node:fs';", 'reports → node:fs'],
  [
    'lib/steps/report/verify.ts',
    "import { setTimeout } from 'node:timers/promises';",
    'steps/verify → node:timers/promises',
  ],
  ['lib/engine/engine.ts', "import { useState } from 'react';", 'engine → react'],
  ['lib/investigate.ts', "const { main } = await import('#lib/cli/main.ts');", 'investigate → cli'],
  ['app/page.tsx', "import { write } from '../lib/cli/terminal.ts';", 'app → cli'],
  ['lib/engine/duckdb/load.ts', "export { setup } from '../../build/setup.mjs';", 'engine → build'],
])('a wrong import planted in %s is reported: %s', (path, text, arrow) => {
  expect(wrongImports({ path, text })).toEqual([`${path}: ${arrow}`]);
});

test.each([
  ['lib/facts/by-action/fact.ts', "import type { Engine } from '#lib/engine/engine.ts';"],
  ['lib/engine/duckdb/load.ts', "import { vpcText } from '../../formats/vpc-text.ts';"],
  ['lib/privacy/guard.ts', "import { isIP } from 'node:net';"],
  ['lib/reports/text.ts', "// import { readFileSync } from 'node:fs';"],
  ['lib/cli/main.ts', "import { examine } from '#lib/investigate.ts';"],
])('a right one in %s is not', (path, text) => {
  expect(wrongImports({ path, text })).toEqual([]);
});

function wrongImports({ path, text }: SourceFile): string[] {
  return importsOf(text)
    .map((specifier) => wrongArrow(path, specifier))
    .filter((arrow) => arrow !== null)
    .map((arrow) => `${path}: ${arrow}`);
}

const statement = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

const importsOf = (text: string): string[] =>
  [...withoutComments(text).matchAll(statement)].map(([, fixed, called]) => fixed ?? called ?? '');

function wrongArrow(path: string, specifier: string): string | null {
  const from = partOf(path);
  const target = specifier.startsWith('#lib/')
    ? `lib/${specifier.slice('#lib/'.length)}`
    : specifier.startsWith('.')
      ? posix.join(posix.dirname(path), specifier)
      : null;
  if (target === null) return packageAllowed(path, specifier) ? null : `${pureName(path) ?? from} → ${specifier}`;
  // Data beside the code: package.json for the version, the prompts as text.
  if (!/^(lib|app)\//.test(target)) return null;
  const to = partOf(target);
  if (from === to) return null;
  const allowed = arrows[from] ?? [];
  if (callers.includes(to)) return `${from} → ${to}`;
  return allowed.includes('*') || allowed.includes(to) || (forAll.includes(to) && from !== 'model')
    ? null
    : `${from} → ${to}`;
}

function packageAllowed(path: string, name: string): boolean {
  const from = partOf(path);
  if (from === 'model') return name === 'zod';
  if (pureName(path) !== null && name.startsWith('node:')) return pureBuiltins.includes(name);
  return from === 'app' || path === startsTheWebApp || !interfacePackages.test(name);
}

/** The name of the pure part that a file belongs to, or null. */
function pureName(path: string): string | null {
  if (/^lib\/steps\/[^/]+\/verify\.ts$/.test(path)) return 'steps/verify';
  const part = partOf(path);
  return pure.includes(part) ? part : null;
}

/** The folder below `lib`, the name of a file that stands in `lib` itself, or `app`. */
function partOf(path: string): string {
  const [top = '', name = ''] = path.split('/');
  return top === 'lib' ? name.replace(/\.ts$/, '') : 'app';
}
