import { expect, it } from 'vitest';
import { ndjson } from './ndjson.ts';

it('is one JSON object a line, not to be kept or held back on the way', async () => {
  const events = (async function* () {
    yield { type: 'a', text: 'two\nlines' };
    yield { type: 'b' };
  })();
  const response = ndjson(events, await events.next(), () => {});
  expect(await response.text()).toBe('{"type":"a","text":"two\\nlines"}\n{"type":"b"}\n');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
});

it('an event can be read before the next one happens', async () => {
  let proceed = () => {};
  const later = new Promise<void>((resolve) => {
    proceed = resolve;
  });
  const events = (async function* () {
    yield 'now';
    await later;
    yield 'later';
  })();
  const reader = ndjson(events, await events.next(), () => {}).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('"now"\n');
  proceed();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('"later"\n');
});

it('a reader that leaves is told, and the events still run to their end', async () => {
  let gone = () => {};
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const events = (async function* () {
    yield 'first';
    await left;
    yield 'nobody hears this';
    finish();
  })();
  const response = ndjson(events, await events.next(), gone);
  await response.body?.cancel();
  await finished;
});
