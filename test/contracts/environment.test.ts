import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from '#lib/config.ts';
import { root, type SourceFile, sourceFiles, withoutComments } from '../support/source-files.ts';

const environment = /\bprocess\.env\b|\bimport\.meta\.env\b|\bprocess\s*\[\s*['"]env|from 'node:process'/;
const clockOrChance =
  /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(|\brandomBytes\(|\bsetTimeout\(/;
const pure =
  /^lib\/(model|names|attack|samples|formats|facts|detections|grounding|privacy|reports)\/|^lib\/steps\/[^/]+\/verify\.ts$/;

test('the environment is read in lib/config.ts alone', () => {
  expect(readersOfTheEnvironment(sourceFiles())).toEqual(['lib/config.ts']);
});

test('what is pure asks no clock and no chance', () => {
  expect(impure(sourceFiles())).toEqual([]);
});

test('planted readers are reported, and comments are not', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });
  expect(
    readersOfTheEnvironment([
      file('lib/cli/main.ts', 'const { HOME } = process.env;'),
      file('lib/engine/engine.ts', '/** Never process.env. */\n// process.env\nexport {};'),
    ]),
  ).toEqual(['lib/cli/main.ts']);
  expect(
    impure([
      file('lib/reports/text.ts', 'const now = Date.now();'),
      file('lib/steps/attack/verify.ts', 'const id = Math.random();'),
      file('lib/facts/by-action/fact.ts', 'const start = new Date(0);'),
      file('lib/providers/retry.ts', 'const now = Date.now();'),
    ]),
  ).toEqual(['lib/reports/text.ts', 'lib/steps/attack/verify.ts']);
});

test('.env.example names every variable that is read, and each can be set as it stands there', () => {
  const example = readFileSync(`${root}.env.example`, 'utf8');
  const named = [...example.matchAll(/^# ?([A-Z_]+)=/gm)].map(([, name = '']) => name);
  const schema = readFileSync(`${root}lib/config.ts`, 'utf8').split('z.object({')[1]?.split('\n});')[0] ?? '';
  const read = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(read.length).toBeGreaterThan(10);
  // NODE_ENV belongs to Node's tools; people do not set it here.
  expect(named.sort()).toEqual(read.filter((name) => name !== 'NODE_ENV').sort());

  const uncommented = parseEnv(example.replace(/^# ?([A-Z_]+=)/gm, '$1'));
  expect(Object.keys(uncommented)).toHaveLength(named.length);
  expect(readConfig(uncommented)).toMatchObject({ provider: 'offline', host: '127.0.0.1', port: 3000 });
});

const readersOfTheEnvironment = (files: readonly SourceFile[]): string[] =>
  files.filter(({ text }) => environment.test(withoutComments(text))).map(({ path }) => path);

const impure = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path, text }) => pure.test(path) && clockOrChance.test(withoutComments(text)))
    .map(({ path }) => path);
