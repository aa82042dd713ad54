import type { Readable, Writable } from 'node:stream';

/** Where the command line reads and writes: the process itself, or what a test puts in its place. */
export interface Terminal {
  stdin: Readable;
  /** Carries the result and nothing else. */
  stdout: Writable & { isTTY?: boolean };
  /** Carries progress and messages. */
  stderr: Writable & { isTTY?: boolean };
}

/** Resolves once the stream has taken the text, so that the process may end. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
