import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 over the names and bytes of files and folders (read recursively, sorted); missing ones count as absent. */
export function hashOf(root, paths, skip = () => false) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((path) => filesIn(root, path)).filter((file) => !skip(file))) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesIn(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(root, `${path}/${name}`));
}

/** The text of a stamp file, or null where there is none. */
export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);

/**
 * Whether dist/ was bundled from the sources as they lie there. Compares times and sizes, not bytes, because every
 * start of the command line asks: some 4 ms for 300 files.
 */
export function isBundleFresh(root) {
  try {
    const { inputs } = JSON.parse(readFileSync(join(root, 'dist/stamp.json'), 'utf8'));
    return (
      existsSync(join(root, 'dist/flowcase.js')) &&
      Object.entries(inputs).every(([path, [mtimeMs, size]]) => {
        const stat = statSync(join(root, path), { throwIfNoEntry: false });
        return stat?.mtimeMs === mtimeMs && stat.size === size;
      })
    );
  } catch {
    // No stamp, or one that was cut off: both mean there is no finished bundle.
    return false;
  }
}
