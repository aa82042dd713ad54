import 'server-only';
import { AppError } from '#lib/model/app-error.ts';
import { partHeaders } from './part-headers.ts';

/** One field or file of a form. What is not read of `bytes` is skipped when the next part is asked for. */
export interface Part {
  name: string;
  /** Null for a plain field. */
  fileName: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Reads multipart/form-data (RFC 7578) as it arrives: a file of gigabytes passes through without standing in memory,
 * which `request.formData()` does not do. Throws `bad-request` on a body that is damaged or ends early.
 */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const input = lookAhead(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first boundary may stand at the very beginning; with a line end before it, it looks like all others.
  input.unread(Buffer.from('\r\n'));
  await drain(until(input, delimiter));

  for (let parts = 0; !(await isLast(input)); parts += 1) {
    if (parts === partsMax) throw damaged(`It has more than ${partsMax.toLocaleString('en-US')} parts.`);
    const headers = await collect(until(input, Buffer.from('\r\n\r\n')), headerBytesMax);
    const { name, fileName } = partHeaders(headers);
    const bytes = until(input, delimiter);
    // A reader that stops early must not end the generator: the rest of the part would be taken for the next one.
    yield { name, fileName, bytes: { [Symbol.asyncIterator]: () => ({ next: () => bytes.next() }) } };
    await drain(bytes);
  }
}

/** The boundary that a Content-Type header names. Throws `bad-request` where it names none. */
export function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (!boundary) throw damaged('Its Content-Type names no boundary.');
  return boundary;
}

/** Everything of a part as text, for a plain field of up to `bytesMax`. */
export async function partText(part: Part, bytesMax: number): Promise<string> {
  return (await collect(part.bytes, bytesMax)).toString();
}

const partsMax = 20_000;
const headerBytesMax = 16_384;

interface Input {
  /** The next bytes, or null at the end. */
  read(): Promise<Buffer | null>;
  unread(bytes: Buffer): void;
}

function lookAhead(body: AsyncIterable<Uint8Array>): Input {
  const iterator = body[Symbol.asyncIterator]();
  let kept: Buffer = Buffer.alloc(0);
  return {
    async read() {
      if (kept.length > 0) {
        const bytes = kept;
        kept = Buffer.alloc(0);
        return bytes;
      }
      const { done, value } = await iterator.next();
      return done ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    },
    unread(bytes) {
      kept = kept.length > 0 ? Buffer.concat([bytes, kept]) : bytes;
    },
  };
}

/** The bytes before `mark`, which is taken off the input too. The mark may lie across any number of chunks. */
async function* until(input: Input, mark: Buffer): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  while (true) {
    const chunk = await input.read();
    if (chunk === null) throw damaged('It ends in the middle of a part.');
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const at = bytes.indexOf(mark);
    if (at >= 0) {
      input.unread(bytes.subarray(at + mark.length));
      if (at > 0) yield bytes.subarray(0, at);
      return;
    }
    // The end of what is here may be the beginning of the mark.
    const safe = Math.max(0, bytes.length - mark.length + 1);
    held = bytes.subarray(safe);
    if (safe > 0) yield bytes.subarray(0, safe);
  }
}

// After a boundary stands either `--`, and the form is over, or the end of the line.
async function isLast(input: Input): Promise<boolean> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const chunk = await input.read();
    if (chunk === null) throw damaged('It ends in the middle of a boundary.');
    head = Buffer.concat([head, chunk]);
  }
  if (head.subarray(0, 2).toString('latin1') === '--') return true;
  input.unread(head);
  const padding = await collect(until(input, Buffer.from('\r\n')), headerBytesMax);
  if (padding.toString('latin1').trim() !== '') throw damaged('A boundary is followed by something else.');
  // Headers end at an empty line; a part without any begins with that line.
  input.unread(Buffer.from('\r\n'));
  return false;
}

async function collect(bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > bytesMax) throw damaged('A field or header of it is far too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes) {
    // Only the place in the input matters.
  }
}

function damaged(detail: string): AppError {
  return new AppError('bad-request', {
    detail: `The upload is damaged. ${detail}`,
    hint: 'Send it again as multipart/form-data, as a browser or curl -F does.',
  });
}
