import { createGunzip } from 'node:zlib';
import { SourceDamage } from './source.ts';

/** Inflates a gzip stream of one or more members. What was readable before a damage is yielded before `SourceDamage` is thrown. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createGunzip({ chunkSize: 262_144 });
  const ready: Uint8Array[] = [];
  let read = 0;
  let problem: Error | null = null;
  inflate.on('data', (piece: Uint8Array) => ready.push(piece));
  inflate.on('error', (error) => {
    problem = error;
  });
  const damage = () => new SourceDamage(`damaged gzip: ${problem?.message ?? 'unknown'}, after ${read} stored bytes`);
  try {
    for await (const chunk of chunks) {
      await new Promise<void>((resolve) => {
        // The callback of a write that fails comes with the error; 'error' has been emitted by then or comes next.
        inflate.write(chunk, (error) => {
          problem ??= error ?? null;
          resolve();
        });
      });
      yield* ready.splice(0);
      if (problem) throw damage();
      read += chunk.length;
    }
    await new Promise<void>((resolve) => {
      inflate.once('end', resolve);
      inflate.once('error', () => resolve());
      inflate.end();
    });
    yield* ready.splice(0);
    if (problem) throw damage();
  } finally {
    inflate.destroy();
  }
}

/** Is this the beginning of a gzip stream? Told by content, because names lie. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
