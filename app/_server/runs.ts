import 'server-only';
import { AppError } from '#lib/model/app-error.ts';

/** Who is writing into which case: one at a time, because each writes the whole document. */
export interface Runs {
  /** Throws `case-busy` while another has not ended. */
  begin(id: string): Run;
  running(id: string): boolean;
  /** Asks the run of a case to stop and waits until it has stored what it had; false when there was none. */
  stop(id: string): Promise<boolean>;
}

export interface Run {
  signal: AbortSignal;
  /** Must be called, whatever happened. */
  end(): void;
}

export function createRuns(): Runs {
  const going = new Map<string, { controller: AbortController; ended: Promise<void> }>();
  return {
    begin(id) {
      if (going.has(id)) {
        throw new AppError('case-busy', { hint: 'Wait until it is done, or stop it first.' });
      }
      const controller = new AbortController();
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = () => {
          going.delete(id);
          resolve();
        };
      });
      going.set(id, { controller, ended });
      return { signal: controller.signal, end };
    },
    running: (id) => going.has(id),
    async stop(id) {
      const run = going.get(id);
      if (!run) return false;
      run.controller.abort();
      await run.ended;
      return true;
    },
  };
}
