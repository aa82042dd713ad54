import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookupTechnique } from '#lib/attack/attack.ts';
import type { Threshold } from '#lib/detections/detection.ts';
import { detections } from '#lib/detections/registry.ts';
import { facts } from '#lib/facts/registry.ts';
import { root } from '../support/source-files.ts';

/** What a folder must say of itself, beside what stands in its files. */
interface Unit {
  id: string;
  catalogue: string;
  thresholds: Record<string, Threshold>;
}

const headings = ['## What it looks for', '## How it decides', '## Thresholds', '## Harmless causes', '## ATT&CK'];

const detectionUnits: readonly Unit[] = detections;

test('every detection folder holds its files, and they agree', () => {
  const folder = join(root, 'lib/detections');
  expect(foldersIn(folder).flatMap((id) => detectionProblems(folder, id, detectionUnits))).toEqual([]);
});

test('every registered detection has its folder, and no catalogue entry is taken twice', () => {
  expect(detectionUnits.map(({ id }) => id).sort()).toEqual(foldersIn(join(root, 'lib/detections')));
  const entries = detectionUnits.map(({ catalogue }) => catalogue);
  expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([]);
});

test('every fact folder holds its files and is registered', () => {
  const folder = join(root, 'lib/facts');
  const known = Object.values(facts).map(({ id }) => kebab(id));
  expect(foldersIn(folder).flatMap((id) => factProblems(folder, id, known))).toEqual([]);
  expect(known.sort()).toEqual(foldersIn(folder));
});

const whole: Unit = {
  id: 'loud-host',
  catalogue: 'D99',
  thresholds: {
    flowsMin: { value: 40, unit: 'flows', source: 'Flowcase' },
    windowSeconds: { small: 60, large: 600, unit: 'seconds', source: 'Flowcase' },
  },
};
const wholeFiles = {
  'detection.ts': "export const loudHost = { mapping: 'T1046' };\n",
  'detection.test.ts': '',
  'query.sql':
    '-- One row is a host.\nselect 1 from flow having count(*) >= $flowsMin and $windowSeconds > 0\norder by 1\n',
  'README.md': `# Loud host\n\n${headings.join('\n\nWords with `flowsMin`, `windowSeconds` and T1046.\n\n')}\n`,
};

test('a whole detection raises no problem', () => {
  expect(planted(wholeFiles)).toEqual([]);
});

test.each<[string, Partial<Record<keyof typeof wholeFiles, string | null>>, string]>([
  ['a missing test', { 'detection.test.ts': null }, 'loud-host: detection.test.ts is missing'],
  [
    'a missing heading',
    { 'README.md': wholeFiles['README.md'].replace('## Harmless causes', '') },
    'loud-host: README.md has not the headings in order',
  ],
  [
    'headings in another order',
    { 'README.md': [...headings].reverse().join('\n`flowsMin` `windowSeconds`\n') },
    'loud-host: README.md has not the headings in order',
  ],
  [
    'a threshold the README is silent about',
    { 'README.md': wholeFiles['README.md'].replaceAll('flowsMin', 'flows') },
    'loud-host: README.md does not name `flowsMin`',
  ],
  [
    'a threshold that nothing uses',
    { 'query.sql': wholeFiles['query.sql'].replace('$windowSeconds', '0') },
    'loud-host: nothing uses $windowSeconds',
  ],
  [
    'a threshold typed into the SQL',
    { 'query.sql': wholeFiles['query.sql'].replace('> 0', '> 600') },
    'loud-host: query.sql retypes 600 of windowSeconds',
  ],
  [
    'SQL that does not say what a row is',
    { 'query.sql': wholeFiles['query.sql'].replace('-- One row is a host.\n', '') },
    'loud-host: query.sql does not begin with what one row is',
  ],
  [
    'a technique of no table',
    { 'README.md': wholeFiles['README.md'].replaceAll('T1046', 'T1562.007') },
    'loud-host: README.md names T1562.007, which is not in the table',
  ],
  [
    'a technique of no table in the code',
    { 'detection.ts': "export const loudHost = { mapping: 'T9999' };\n" },
    'loud-host: detection.ts names T9999, which is not in the table',
  ],
])('planted: %s is reported', (_, changes, problem) => {
  expect(planted({ ...wholeFiles, ...changes })).toEqual([problem]);
});

test('planted: a folder that no registry names is reported', () => {
  expect(planted(wholeFiles, [])).toEqual(['loud-host: is not registered under its folder’s name']);
});

function planted(files: Record<string, string | null>, units: readonly Unit[] = [whole]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'flowcase-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, whole.id));
  for (const [name, text] of Object.entries(files)) {
    if (text !== null) writeFileSync(join(folder, whole.id, name), text);
  }
  return foldersIn(folder).flatMap((id) => detectionProblems(folder, id, units));
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const kebab = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function factProblems(folder: string, id: string, known: readonly string[]): string[] {
  const missing = absent(folder, id, ['fact.ts', 'query.sql']);
  if (missing.length > 0) return missing;
  const sql = readFileSync(join(folder, id, 'query.sql'), 'utf8');
  return [
    ...(known.includes(id) ? [] : [`${id}: is not registered under its folder’s name`]),
    ...(saysWhatARowIs(sql) ? [] : [`${id}: query.sql does not begin with what one row is`]),
  ];
}

function detectionProblems(folder: string, id: string, units: readonly Unit[]): string[] {
  const missing = absent(folder, id, ['detection.ts', 'query.sql', 'README.md', 'detection.test.ts']);
  if (missing.length > 0) return missing;
  const unit = units.find((candidate) => candidate.id === id);
  if (!unit) return [`${id}: is not registered under its folder’s name`];

  const text = (name: string) => readFileSync(join(folder, id, name), 'utf8');
  const [code, sql, readme] = [text('detection.ts'), text('query.sql'), text('README.md')];
  const statement = sql.replace(/--.*$/gm, '');
  const names = Object.keys(unit.thresholds);
  const uses = (name: string) =>
    new RegExp(`\\$${name}\\b`).test(statement) || new RegExp(`\\b(thresholds|lists)\\.${name}\\b`).test(code);
  const found = [
    inOrder(readme) ? null : 'README.md has not the headings in order',
    saysWhatARowIs(sql) ? null : 'query.sql does not begin with what one row is',
    ...names.map((name) => (readme.includes(`\`${name}\``) ? null : `README.md does not name \`${name}\``)),
    ...names.map((name) => (uses(name) ? null : `nothing uses $${name}`)),
    ...Object.entries(unit.thresholds).flatMap(([name, threshold]) =>
      retyped(statement, threshold).map((value) => `query.sql retypes ${value} of ${name}`),
    ),
    ...unknownTechniques(readme).map((technique) => `README.md names ${technique}, which is not in the table`),
    ...unknownTechniques(code).map((technique) => `detection.ts names ${technique}, which is not in the table`),
  ];
  return found.filter((problem) => problem !== null).map((problem) => `${id}: ${problem}`);
}

const absent = (folder: string, id: string, names: readonly string[]): string[] =>
  names.filter((name) => !existsSync(join(folder, id, name))).map((name) => `${id}: ${name} is missing`);

function inOrder(readme: string): boolean {
  const given = readme.split('\n').filter((line) => line.startsWith('## '));
  return headings.every((heading, index) => given[index] === heading);
}

const saysWhatARowIs = (sql: string): boolean => /^--[^\n]*\b[Oo]ne row is\b/.test(sql);

/** Numbers of a threshold that stand in the statement as well; 0, 1, 2 and the 100 of a percentage mean other things. */
function retyped(statement: string, threshold: Threshold): number[] {
  const values = 'small' in threshold ? [threshold.small, threshold.large] : [threshold.value].flat();
  const typed = statement.replace(/\b100\b\s*\*|\*\s*100\b/g, '').matchAll(/(?<![\w.$])\d[\d_]*(?:\.\d+)?/g);
  const literals = new Set([...typed].map(([literal]) => Number(literal.replaceAll('_', ''))));
  return [...new Set(values)].filter((value) => value > 2 && literals.has(value));
}

const unknownTechniques = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\bT\d{4}(?:\.\d{3})?\b/g)]
      .map(([id]) => id)
      .filter((id) => lookupTechnique(id).status !== 'active'),
  ),
];
