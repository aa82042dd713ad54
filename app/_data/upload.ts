import { type Answer, parse, problemOf, stopped, unreachable } from './api.ts';
import { Created } from './wire.ts';

export interface UploadOptions {
  name?: string;
  layout?: string[];
  internal?: string[];
  signal: AbortSignal;
  /** Bytes of the request that have gone out; `total` is 0 where the browser does not tell. */
  onProgress: (sent: number, total: number) => void;
}

/**
 * Makes a case of files. XMLHttpRequest and not fetch, because only it tells how much has been sent.
 */
export function uploadFiles(files: readonly File[], options: UploadOptions): Promise<Answer<Created>> {
  const form = new FormData();
  // The fields come first, so that the server knows them when the first file begins.
  if (options.name) form.set('name', options.name);
  if (options.internal) form.set('internal', options.internal.join(' '));
  if (options.layout) form.set('layout', options.layout.join(' '));
  for (const file of files) form.append('files', file, file.webkitRelativePath || file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/cases');
    request.upload.addEventListener('progress', (event) => options.onProgress(event.loaded, event.total));
    request.addEventListener('load', () => resolve(answerOf(request)));
    request.addEventListener('error', () => resolve({ ok: false, problem: unreachable }));
    request.addEventListener('abort', () => resolve({ ok: false, problem: stopped }));
    options.signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Answer<Created> {
  if (request.status < 200 || request.status > 299) {
    return { ok: false, problem: problemOf(request.responseText, request.status) };
  }
  const created = Created.safeParse(parse(request.responseText));
  return created.success ? { ok: true, value: created.data } : { ok: false, problem: problemOf('', request.status) };
}
