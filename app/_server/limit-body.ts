import 'server-only';
import { AppError } from '#lib/model/app-error.ts';

/** The body of a request chunk by chunk, ended by `too-large` at the first byte above `bytesMax`; a client that went away is `cancelled`. */
export async function* limitBody(request: Request, bytesMax: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge(bytesMax);
  if (!request.body) return;
  let bytes = 0;
  const reader = request.body.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.length;
      if (bytes > bytesMax) throw tooLarge(bytesMax);
      yield value;
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('cancelled', {
      detail: 'The upload broke off.',
      hint: 'Nothing of it was kept. Send it again.',
      cause,
    });
  } finally {
    // Not cancelled: that would cut the connection, and the sender would never read why.
    reader.releaseLock();
  }
}

function tooLarge(bytesMax: number): AppError {
  return new AppError('too-large', {
    detail: `It takes ${Math.floor(bytesMax / 1_000_000).toLocaleString('en-US')} MB at most.`,
    hint: 'Upload a smaller piece, or raise FLOWCASE_MAX_UPLOAD_MB. The command line reads files of any size.',
  });
}
