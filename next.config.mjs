import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

/** @type {import('next').NextConfig} */
export default {
  // Native modules are loaded from node_modules as they are; kysely and its driver must be one and the same.
  serverExternalPackages: ['@duckdb/node-api', '@duckdb/node-bindings', '@libsql/client', 'libsql', 'kysely'],
  // A lock file further up must not make Next take another folder for the project.
  outputFileTracingRoot: root,
  turbopack: { root },
  typedRoutes: true,
  // Types are checked by `npm run check`, tests and all; a start of the program need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // There are no remote pictures; without this Next would offer to fetch some.
  images: { unoptimized: true },
};
