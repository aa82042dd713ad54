import { AppError } from '#lib/model/app-error.ts';
import { errorText } from './error-text.ts';
import { runProgram } from './program.ts';
import { type Terminal, write } from './terminal.ts';

// What is still running after Ctrl+C gets this long to remove its temporary files; contract: within a second.
const graceMs = 400;

/**
 * Runs one command. Resolves to the exit code, once everything is written: 0 done, 1 a bug, 2 the user can mend it,
 * 3 nothing in the input could be read.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const stop = new AbortController();
  const cancel = () => stop.abort(new AppError('cancelled', { hint: 'Nothing was left half-written.' }));
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  const late = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => setTimeout(() => reject(stop.signal.reason), graceMs).unref());
  });
  // Whoever reads the other end of the pipe has enough (`flowcase … | head`): that is no error.
  const enough = (error: unknown) => isBrokenPipe(error) && process.exit(0);
  terminal.stdout.on('error', enough);
  try {
    return await Promise.race([runProgram(argv, { terminal, signal: stop.signal }), late]);
  } catch (error) {
    const { text, exitCode } = errorText(error);
    await write(terminal.stderr, text);
    return exitCode;
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    terminal.stdout.off('error', enough);
  }
}

const isBrokenPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE';
