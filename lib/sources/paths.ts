import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#lib/model/app-error.ts';
import { fileSource } from './file.ts';
import type { Source } from './source.ts';

/**
 * The sources of a command line: files, folders (read recursively), globs (`*`, `?` and `**`), and `-` for standard
 * input, which is kept in a temporary file so that evidence can be read again. Sorted within a folder, in the order
 * given else. Throws `path-not-found`, `path-unreadable` or `no-input`.
 */
export async function pathSources(paths: readonly string[], stdin: Readable = process.stdin): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === '-') sources.push(await spooled(stdin));
    else sources.push(...expand(path).map((file) => fileSource(file)));
  }
  if (sources.length === 0) {
    throw new AppError('no-input', {
      detail: 'No file was found.',
      hint: 'Name a file, a folder, a glob in quotes, or - for standard input.',
    });
  }
  return sources;
}

function expand(path: string): string[] {
  if (existsSync(path)) return inside(path);
  if (!/[*?]/.test(path)) {
    throw new AppError('path-not-found', {
      detail: `«${path}» is not there.`,
      hint: 'Check the spelling; a path is a file, a folder, a glob, or - for standard input.',
    });
  }
  // The longest part without a wildcard is where the search begins.
  const parts = path.split('/');
  const wild = parts.findIndex((part) => /[*?]/.test(part));
  const root = parts.slice(0, wild).join('/') || (path.startsWith('/') ? '/' : '.');
  const pattern = new RegExp(
    `^${(root === '.' ? '' : `${root.replace(/\/$/, '')}/`).replace(/[.+^${}()|[\]\\]/g, '\\$&')}${parts.slice(wild).map(glob).join('/')}$`.replaceAll(
      '(?:.*)/',
      '(?:.*/)?',
    ),
  );
  const files = existsSync(root) ? inside(root).filter((file) => pattern.test(file)) : [];
  if (files.length > 0) return files;
  throw new AppError('path-not-found', {
    detail: `No file matches «${path}».`,
    hint: 'Put the glob in quotes, or name a folder to read everything in it.',
  });
}

const glob = (part: string): string =>
  part === '**'
    ? '(?:.*)'
    : part
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]');

/** Every file at or below a path, sorted by name at each level. */
function inside(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .sort()
      .filter((name) => !name.startsWith('.'))
      .flatMap((name) => inside(path === '.' ? name : join(path, name)));
  } catch (cause) {
    throw new AppError('path-unreadable', { detail: `«${path}».`, hint: 'Check the permissions.', cause });
  }
}

async function spooled(stdin: Readable): Promise<Source> {
  const folder = mkdtempSync(join(tmpdir(), 'flowcase-'));
  const file = join(folder, 'stdin');
  process.once('exit', () => rmSync(dirname(join(folder, basename(file))), { recursive: true, force: true }));
  await pipeline(stdin, createWriteStream(file, { mode: 0o600 }));
  return fileSource(file, 'stdin');
}
