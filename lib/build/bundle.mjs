import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

// What is native or finds its own files by path cannot be carried in a bundle; it stays in node_modules.
const external = ['@duckdb/node-bindings', '@libsql/*', 'libsql', 'next'];

const dayMs = 86_400_000;

/**
 * Bundles the command line into dist/: `flowcase.js` with what every command needs, and a chunk for each part that
 * only some need. Chunks carry a hash in their names and the entry is renamed into place, so that a program that is
 * running at the time keeps the files it was started with.
 */
export async function bundle(root) {
  const started = Date.now();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { flowcase: 'lib/cli/main.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    external,
    plugins: [englishOnly],
    // Packages in the older module format ask for Node's own modules with require.
    banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
    // Names stay as they are, so that the stack of a bug can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });

  const dist = join(root, 'dist');
  const entryLast = outputFiles.toSorted((a, b) => depth(dist, b.path) - depth(dist, a.path));
  for (const { path, contents } of entryLast) replace(path, contents);

  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/') && !path.startsWith('<'));
  const inputs = Object.fromEntries(
    [...own, 'package-lock.json', 'lib/build/bundle.mjs'].map((path) => {
      const { mtimeMs, size } = statSync(join(root, path));
      // Changed while it was being bundled: the next start bundles once more.
      return [path, [mtimeMs > started ? 0 : mtimeMs, size]];
    }),
  );
  replace(join(dist, 'stamp.json'), JSON.stringify({ inputs }));
  sweep(join(dist, 'chunks'), new Set(outputFiles.map(({ path }) => basename(path))));
}

// zod carries its messages in fifty languages, a quarter of what a command would have to read at its start.
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

const depth = (dist, path) => relative(dist, path).split(/[\\/]/).length;

function replace(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

function sweep(folder, current) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!current.has(name) && Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path, { force: true });
  }
}
