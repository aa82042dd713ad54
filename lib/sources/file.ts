import { createReadStream, statSync } from 'node:fs';
import { gunzip, isGzip } from './gunzip.ts';
import { type Source, SourceDamage } from './source.ts';

/** A file on disk, plain or gzipped, told by its first bytes. `name` is what people see of it; the path by default. */
export function fileSource(path: string, name: string = path): Source {
  return {
    name,
    size: statSync(path, { throwIfNoEntry: false })?.size ?? null,
    open: (onStored) => decompressed(stored(path, onStored)),
  };
}

async function* stored(path: string, onStored?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 65_536 });
  try {
    for await (const chunk of stream) {
      onStored?.(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new SourceDamage(`unreadable: ${error instanceof Error ? error.message.split(',')[0] : 'unknown'}`);
  }
}

async function* decompressed(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* chunks;
  })();
  yield* isGzip(first.value) ? gunzip(all) : all;
}
