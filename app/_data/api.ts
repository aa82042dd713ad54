import type { ZodMiniType } from 'zod/mini';
import { lines } from './lines.ts';
import { Clipboard, Created, LinesPage, Problem, RunEvent, Samples } from './wire.ts';

/** Every answer of the server is one of these; nothing here throws but a bug. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

export interface NewText {
  text: string;
  name?: string;
  /** AWS field names in column order. */
  layout?: string[];
  internal?: string[];
  sample?: boolean;
}

export function createCase(input: NewText, signal: AbortSignal): Promise<Answer<Created>> {
  return send('/api/cases', Created, { method: 'POST', ...json(input), signal });
}

export async function deleteCase(id: string): Promise<Answer<null>> {
  // `keepalive`: a delete that was asked for happens even if the page is left in the same moment.
  return await send(`/api/cases/${encodeURIComponent(id)}`, null, { method: 'DELETE', keepalive: true });
}

export async function loadSample(id: string, signal: AbortSignal): Promise<Answer<NewText>> {
  const answer = await send('/api/samples', Samples, { signal });
  if (!answer.ok) return answer;
  const sample = answer.value.find((entry) => entry.id === id);
  return sample
    ? { ok: true, value: { text: sample.text, name: sample.title, sample: true } }
    : { ok: false, problem: unreadable(404) };
}

/** Which lines: those of a candidate, or those that match a filter such as `ip=10.0.1.25`. */
export type LinesQuery = { candidate: string } | { where: string };

export function loadLines(
  id: string,
  query: LinesQuery,
  { offset, limit }: { offset: number; limit: number },
  signal: AbortSignal,
): Promise<Answer<LinesPage>> {
  const search = new URLSearchParams({ ...query, offset: String(offset), limit: String(limit) });
  return send(`/api/cases/${encodeURIComponent(id)}/flows?${search}`, LinesPage, { signal });
}

export function loadClipboard(id: string, defang: boolean, signal: AbortSignal): Promise<Answer<Clipboard>> {
  const search = new URLSearchParams({ defang: defang ? '1' : '0' });
  return send(`/api/cases/${encodeURIComponent(id)}/clipboard?${search}`, Clipboard, { signal, cache: 'no-store' });
}

/** The text a model would get for a step, masked. */
export async function loadPrompt(id: string, step: string, signal: AbortSignal): Promise<Answer<string>> {
  try {
    const response = await fetch(`/api/cases/${encodeURIComponent(id)}/prompt/${step}`, { signal });
    return response.ok
      ? { ok: true, value: await response.text() }
      : { ok: false, problem: problemOf(await response.text(), response.status) };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** Asks the server to end the run of a case; what was finished stays. */
export async function stopRun(id: string): Promise<Answer<null>> {
  return await send(`/api/cases/${encodeURIComponent(id)}/run`, null, { method: 'DELETE' });
}

export interface RunRequest {
  provider: string;
  model?: string;
  from?: string;
}

/** Runs the steps and hands out each event as it comes. Aborting the signal asks the server to stop as well. */
export async function runSteps(
  id: string,
  request: RunRequest,
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<Answer<null>> {
  try {
    const response = await fetch(`/api/cases/${encodeURIComponent(id)}/run`, {
      method: 'POST',
      ...json(request),
      signal,
    });
    if (!response.ok || !response.body) {
      return { ok: false, problem: problemOf(await response.text(), response.status) };
    }
    for await (const line of lines(texts(response.body))) {
      const event = RunEvent.safeParse(parse(line));
      if (event.success) onEvent(event.data);
    }
    return { ok: true, value: null };
  } catch {
    return { ok: false, problem: signal.aborted ? stopped : unreachable };
  }
}

/** What a failed answer says of itself, or the plainest words where it says nothing that can be read. */
export function problemOf(text: string, status: number): Problem {
  const parsed = Problem.safeParse(parse(text));
  return parsed.success ? parsed.data : unreadable(status);
}

export const unreachable: Problem = {
  title: 'The program does not answer.',
  status: 0,
  code: 'unreachable',
  hint: 'Is the terminal with «npm start» still open? What is on this page stays; try again when it runs.',
};

export const stopped: Problem = { title: 'Stopped.', status: 499, code: 'cancelled' };

async function send<Value>(path: string, schema: ZodMiniType<Value> | null, init: RequestInit): Promise<Answer<Value>>;
async function send(path: string, schema: null, init: RequestInit): Promise<Answer<null>>;
async function send<Value>(
  path: string,
  schema: ZodMiniType<Value> | null,
  init: RequestInit,
): Promise<Answer<Value | null>> {
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    if (!response.ok) return { ok: false, problem: problemOf(text, response.status) };
    if (schema === null) return { ok: true, value: null };
    const value = schema.safeParse(parse(text));
    return value.success ? { ok: true, value: value.data } : { ok: false, problem: unreadable(response.status) };
  } catch {
    return { ok: false, problem: init.signal?.aborted ? stopped : unreachable };
  }
}

function json(value: unknown): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

function unreadable(status: number): Problem {
  return {
    title: 'The answer of the program could not be read.',
    status,
    code: 'unreadable',
    hint: 'Reload the page. If it happens again, the page and the program are of different versions: restart it.',
  };
}

/** The value of a JSON text, or null for what is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* texts(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield decoder.decode(next.value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    reader.releaseLock();
  }
}
