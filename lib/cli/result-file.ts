import { constants } from 'node:fs';
import { access, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#lib/model/app-error.ts';

/** A place for a result that has been found writable. */
export interface ResultFile {
  /** Whole or not at all: a reader sees the old file or the new one. */
  write(text: string): Promise<void>;
}

/**
 * Looks before the work whether a result can be written to `path`, so that nobody waits for a report that has nowhere
 * to go. Throws `path-unwritable`.
 */
export async function resultFile(path: string): Promise<ResultFile> {
  // A link stays a link: what it points at is replaced.
  const target = await realpath(path).catch(() => path);
  const present = await stat(target).catch(() => null);
  if (present?.isDirectory()) throw unwritable(path, 'It is a folder; name a file in it.');
  // /dev/stdout and the like are written to; renaming onto them would replace the device.
  const special = present !== null && !present.isFile();
  await access(special ? target : dirname(target), constants.W_OK).catch((cause) => {
    throw unwritable(path, 'Name a file in a folder that exists and that you may write to.', cause);
  });
  return {
    async write(text) {
      const unfinished = special ? target : join(dirname(target), `.flowcase-${process.pid}.tmp`);
      try {
        await writeFile(unfinished, text);
        if (!special) await rename(unfinished, target);
      } catch (cause) {
        if (!special) await rm(unfinished, { force: true });
        throw unwritable(path, 'Check the permissions and the space on the disk.', cause);
      }
    },
  };
}

const unwritable = (path: string, hint: string, cause?: unknown): AppError =>
  new AppError('path-unwritable', { detail: `«${path}».`, hint, cause });
