import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** From the root of the checkout, with `/`. */
  path: string;
  text: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program's own TypeScript, tests left out: everything below `lib` and `app`, and `proxy.ts`. */
export function sourceFiles(): SourceFile[] {
  const below = ['lib', 'app'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  return [...below, 'proxy.ts']
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => statSync(`${root}${path}`, { throwIfNoEntry: false })?.isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
}

/** The code alone: comments may name what code may not use. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
