import { existsSync } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewInput } from '#lib/cases/store.ts';
import { AppError } from '#lib/model/app-error.ts';

/** Where the inputs of all cases lie: one folder a case, one file an input, named by its position. */
export interface InputFolder {
  /** Writes every input under a temporary name, then gives the set its own: a crash leaves all of it or nothing. Returns the names in order. */
  write(id: string, inputs: AsyncIterable<NewInput>): Promise<string[]>;
  path(id: string, position: number): string;
  remove(id: string): Promise<void>;
  /** Cases and unfinished sets that were last changed before `before` (epoch milliseconds). */
  olderThan(before: number): Promise<string[]>;
}

/** The folder `cases` of a data folder, readable by its owner alone. */
export async function openInputFolder(dataDir: string): Promise<InputFolder> {
  const root = join(dataDir, 'cases');
  await mkdir(root, { recursive: true, mode: 0o700 });
  // The folder may be from before, or the umask may have been odd.
  await chmod(root, 0o700);

  return {
    async write(id, inputs) {
      const receiving = join(root, `${id}${unfinished}`);
      await kept(mkdir(receiving, { mode: 0o700 }));
      try {
        const names: string[] = [];
        for await (const input of inputs) {
          names.push(input.name);
          await writeFile(join(receiving, fileName(names.length)), input.bytes);
        }
        await kept(rename(receiving, join(root, id)));
        return names;
      } catch (error) {
        await rm(receiving, { recursive: true, force: true });
        throw error;
      }
    },
    path: (id, position) => join(root, id, fileName(position)),
    async remove(id) {
      await kept(rm(join(root, id), { recursive: true, force: true }));
    },
    async olderThan(before) {
      const names = await kept(readdir(root));
      const old = await Promise.all(names.map(async (name) => (await changed(join(root, name))) < before));
      return names.filter((_, index) => old[index]);
    },
  };
}

/** End of the name of a folder that is still being written. */
const unfinished = '.part';

const fileName = (position: number): string => String(position).padStart(4, '0');

async function writeFile(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await kept(open(path, 'wx', 0o600));
  try {
    for await (const chunk of bytes) await kept(writeAll(file, chunk));
    await kept(file.sync());
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
}

async function changed(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).mtimeMs : Number.POSITIVE_INFINITY;
}

// Only the disk's own failures: what the giver of the bytes throws (an upload that is too large) stays as it is.
async function kept<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new AppError('store-failed', {
      detail: 'The inputs could not be written to or read from the data folder.',
      hint: 'Check that FLOWCASE_DATA_DIR is a folder you may write to, and that its disk has room.',
      cause,
    });
  }
}
