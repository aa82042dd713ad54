import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunOptions } from '#lib/investigate.ts';
import type { RunEvent } from '#lib/model/events.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { stepIds } from '#lib/model/steps.ts';
import { eventsOf, type HttpServer, json, portScan, problemOf, startHttpServer } from '../support/http-server.ts';

let server: HttpServer;
beforeEach(async () => {
  server = await startHttpServer();
});
afterEach(() => server.close());

describe('POST /api/cases/:id/run', () => {
  it('streams the four steps in order and ends with the whole document', async () => {
    const { id } = await server.create({ text: portScan });
    const response = await server.post(`/api/cases/${id}/run`, {});
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    const events = await eventsOf(response);
    const order = events
      .filter((event) => event.type !== 'step-delta')
      .map((event) => ('step' in event ? `${event.type} ${event.step}` : event.type));
    expect(order).toEqual([...stepIds.flatMap((step) => [`step-start ${step}`, `step-end ${step}`]), 'done']);

    const last = events.at(-1);
    expect(last?.type === 'done' && Object.values(last.investigation.steps).every((step) => step !== null)).toBe(true);
    expect(await stored(id)).toEqual(last?.type === 'done' ? last.investigation : null);
  });

  it('runs without any body, with the configured provider', async () => {
    const { id } = await server.create({ text: portScan });
    const events = await eventsOf(await server.send('POST', `/api/cases/${id}/run`));
    expect(events[0]).toMatchObject({ type: 'step-start', step: 'baseline', provider: 'offline', model: null });
  });

  it('begins at a later step when asked, and keeps what was written before', async () => {
    const { id } = await server.create({ text: portScan });
    await eventsOf(await server.post(`/api/cases/${id}/run`, {}));
    const before = await stored(id);
    const events = await eventsOf(await server.post(`/api/cases/${id}/run`, { from: 'attack' }));
    expect(events.flatMap((event) => (event.type === 'step-start' ? [event.step] : []))).toEqual(['attack', 'report']);
    expect((await stored(id)).steps.baseline).toEqual(before.steps.baseline);
  });

  it.each([
    ['an unknown provider', { provider: 'nonsense' }, 'provider-unknown', 400],
    ['a provider without its key', { provider: 'anthropic' }, 'provider-key', 400],
    ['a step whose earlier steps are missing', { from: 'report' }, 'step-order', 409],
    ['an unknown step', { from: 'nonsense' }, 'bad-request', 400],
    ['a provider that is no text', { provider: 5 }, 'bad-request', 400],
  ])('says at once, with its own status, what keeps it from starting: %s', async (_, body, code, status) => {
    const { id } = await server.create({ text: portScan });
    expect(await problemOf(await server.post(`/api/cases/${id}/run`, body))).toMatchObject({ code, status });
    // The next one may start: nothing was left behind.
    expect((await eventsOf(await server.post(`/api/cases/${id}/run`, {}))).at(-1)?.type).toBe('done');
  });
});

describe('a run and its case', () => {
  it('stores each step before it tells of it', async () => {
    const { id } = await server.create({ text: portScan });
    const { gate, open } = gates();
    await server.restart({ runSteps: slowSteps(gate) });
    const reader = await readerOf(server, id);
    expect(await reader.next()).toMatchObject({ type: 'step-start', step: 'baseline' });
    open();
    expect(await reader.next()).toMatchObject({ type: 'step-end', step: 'baseline' });
    expect((await stored(id)).facts.blindSpots).toEqual(['after baseline']);
    await server.send('DELETE', `/api/cases/${id}/run`);
  });

  it('runs once at a time: a second one is refused, another case is not', async () => {
    const { id } = await server.create({ text: portScan });
    const other = await server.create({ text: portScan });
    await server.restart({ runSteps: slowSteps(gates().gate) });
    await readerOf(server, id);
    expect(await problemOf(await server.post(`/api/cases/${id}/run`, {}))).toMatchObject({
      code: 'case-busy',
      status: 409,
    });
    const edit = await server.send(
      'PATCH',
      `/api/cases/${id}/steps/baseline`,
      json({ answer: '{}', author: 'pasted' }),
    );
    expect(await problemOf(edit)).toMatchObject({ code: 'case-busy' });
    await readerOf(server, other.id);
    for (const each of [id, other.id]) await server.send('DELETE', `/api/cases/${each}/run`);
  });

  it('is stopped by DELETE: the reader hears it, and what was finished is kept', async () => {
    const { id } = await server.create({ text: portScan });
    const { gate, open } = gates();
    await server.restart({ runSteps: slowSteps(gate) });
    const reader = await readerOf(server, id);
    await reader.next();
    open();
    await reader.next();
    expect(await (await server.send('DELETE', `/api/cases/${id}/run`)).json()).toEqual({ stopped: true });
    expect(await reader.next()).toMatchObject({ type: 'step-start', step: 'anomalies' });
    expect(await reader.next()).toMatchObject({ type: 'stopped', code: 'cancelled' });
    expect(await reader.next()).toBeNull();
    expect((await stored(id)).facts.blindSpots).toEqual(['after baseline']);
    expect(await (await server.send('DELETE', `/api/cases/${id}/run`)).json()).toEqual({ stopped: false });
  });

  it('ends when its reader goes away, and keeps what was finished', async () => {
    const { id } = await server.create({ text: portScan });
    const { gate, open } = gates();
    await server.restart({ runSteps: slowSteps(gate) });
    const reader = await readerOf(server, id);
    await reader.next();
    open();
    await reader.next();
    await reader.cancel();
    await vi.waitFor(() => expect(server.services().runs.running(id)).toBe(false));
    expect((await stored(id)).facts.blindSpots).toEqual(['after baseline']);
  });

  it('ends with `stopped` when something breaks in the middle, and says nothing of what', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { id } = await server.create({ text: portScan });
    const broken: Steps = async function* (investigation) {
      yield { type: 'step-start', step: 'baseline', provider: 'offline', model: null };
      yield { type: 'step-end', step: 'baseline', investigation: marked(investigation, 'after baseline') };
      throw new Error('secret-of-the-wire');
    };
    await server.restart({ runSteps: broken });
    const events = await eventsOf(await server.post(`/api/cases/${id}/run`, {}));
    expect(events.at(-1)).toMatchObject({ type: 'stopped', code: 'internal' });
    expect(JSON.stringify(events) + log.mock.calls.join()).not.toContain('secret-of-the-wire');
    expect((await stored(id)).facts.blindSpots).toEqual(['after baseline']);
    expect(server.services().runs.running(id)).toBe(false);
    log.mockRestore();
  });

  it('is stopped first when its case is deleted', async () => {
    const { id } = await server.create({ text: portScan });
    await server.restart({ runSteps: slowSteps(gates().gate) });
    const reader = await readerOf(server, id);
    expect((await server.send('DELETE', `/api/cases/${id}`)).status).toBe(204);
    expect(await reader.next()).toMatchObject({ type: 'step-start' });
    expect(await reader.next()).toMatchObject({ type: 'stopped' });
    expect(await problemOf(await server.get(`/api/cases/${id}`))).toMatchObject({ code: 'case-not-found' });
  });
});

async function stored(id: string): Promise<Investigation> {
  const found = await server.services().store.get(id);
  if (!found) throw new Error('the case is gone');
  return found.investigation;
}

/** A gate that lets one step through each time it is opened. */
function gates(): { gate: () => Promise<void>; open: () => void } {
  let open = () => {};
  const waiting: Promise<void>[] = [];
  const arm = () => {
    waiting.push(
      new Promise((resolve) => {
        open = resolve;
      }),
    );
  };
  arm();
  return {
    gate: () => waiting.at(-1) ?? Promise.resolve(),
    open: () => {
      open();
      arm();
    },
  };
}

const marked = (investigation: Investigation, mark: string): Investigation => ({
  ...investigation,
  facts: { ...investigation.facts, blindSpots: [mark] },
});

type Steps = (investigation: Investigation, options: RunOptions) => AsyncGenerator<RunEvent>;

/** Steps that each wait at a gate, and stop when they are told to, as the true ones do. */
function slowSteps(gate: () => Promise<void>): Steps {
  return async function* (given, { signal }) {
    let investigation = given;
    const stop = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    for (const step of stepIds) {
      yield { type: 'step-start', step, provider: 'offline', model: null };
      await Promise.race([gate(), stop]);
      if (signal?.aborted) {
        yield { type: 'stopped', reason: 'Stopped.', code: 'cancelled', hint: 'Run again.', investigation };
        return;
      }
      investigation = marked(investigation, `after ${step}`);
      yield { type: 'step-end', step, investigation };
    }
    yield { type: 'done', investigation };
  };
}

/** Starts a run and reads it one event at a time; null at its end. */
async function readerOf(from: HttpServer, id: string) {
  const response = await from.post(`/api/cases/${id}/run`, {});
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  if (!reader) throw new Error('the answer has no body');
  const decoder = new TextDecoder();
  let rest = '';
  return {
    async next(): Promise<unknown> {
      while (!rest.includes('\n')) {
        const { done, value } = await reader.read();
        if (done) return null;
        rest += decoder.decode(value, { stream: true });
      }
      const end = rest.indexOf('\n');
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      return JSON.parse(line);
    },
    cancel: () => reader.cancel(),
  };
}
