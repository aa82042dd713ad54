import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Investigation } from '#lib/model/investigation.ts';
import {
  Created,
  everyRoute,
  type HttpServer,
  jsonType,
  portScan,
  problemOf,
  routes,
  startHttpServer,
} from '../support/http-server.ts';

let server: HttpServer;
beforeEach(async () => {
  server = await startHttpServer();
});
afterEach(() => server.close());

describe('POST /api/cases with text', () => {
  it('answers 201 with id, address, input, totals and the whole investigation', async () => {
    const response = await server.post('/api/cases', { text: portScan });
    expect(response.status).toBe(201);
    const body = Created.parse(await response.json());
    expect(body.url).toBe(`/case/${body.id}`);
    expect(response.headers.get('location')).toBe(`/api/cases/${body.id}`);
    expect(body.totals.flows).toBeGreaterThan(0);
    expect(body.input).toEqual(body.investigation.input);
    expect(body.investigation.facts.topSources.length).toBeGreaterThan(0);
    expect(body.investigation.checks.map((check) => check.detection)).toContain('port-scan');
    expect(body.name).toBe(body.investigation.candidates[0]?.title);
  });

  it('gives the same investigation afterwards, alone', async () => {
    const { id, investigation } = await server.create({ text: portScan, name: ' Mine ', sample: true });
    expect(Investigation.parse(await (await server.get(`/api/cases/${id}`)).json())).toEqual(investigation);
    expect(await (await server.get('/api/cases')).json()).toMatchObject({
      cases: [{ id, name: 'Mine', sample: true, url: `/case/${id}`, flows: investigation.totals.flows }],
    });
  });

  it('takes layout and internal as a text or as a list', async () => {
    const reordered = 'dstaddr srcaddr action bytes\n10.0.0.5 203.0.113.9 REJECT 40\n'.split('\n')[1] ?? '';
    for (const layout of ['dstaddr srcaddr action bytes', 'dstaddr,srcaddr,action,bytes'.split(',')]) {
      const { investigation } = await server.create({ text: `${reordered}\n`, layout, internal: '203.0.113.0/24' });
      expect(investigation.input.sources[0]).toMatchObject({ layoutFrom: 'given' });
      expect(investigation.input.internal).toEqual(['203.0.113.0/24']);
    }
  });

  it.each([
    ['no text', {}, 'bad-request', 400],
    ['an empty text', { text: ' \n' }, 'no-input', 400],
    ['a text that is no text', { text: 5 }, 'bad-request', 400],
    ['a layout of unknown fields', { text: 'x', layout: 'version nonsense' }, 'layout-unknown', 400],
    ['internal networks that are none', { text: 'x', internal: '10.0.0.0/99' }, 'bad-value', 400],
    ['a text that is no log', { text: 'Dear colleague,\nplease call me.\n' }, 'no-records', 422],
  ])('says what is wrong with %s and keeps nothing', async (_, body, code, status) => {
    const response = await server.post('/api/cases', body);
    expect(await problemOf(response)).toMatchObject({ code, status });
    expect(await (await server.get('/api/cases')).json()).toEqual({ cases: [] });
    expect(await server.folders()).toEqual([]);
  });

  it('asks which layout it is, with candidates and without a line of the log', async () => {
    const text = '203.0.113.9 10.0.0.5 40 60 443 6\n203.0.113.8 10.0.0.5 41 61 443 6\n';
    const response = await server.post('/api/cases', { text });
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 422, code: 'layout-ambiguous' });
    expect(JSON.stringify(problem)).not.toContain('203.0.113.9');
    const { candidates } = z
      .object({ candidates: z.array(z.object({ layout: z.array(z.string()), why: z.string() })) })
      .parse(problem);
    expect(candidates.length).toBeGreaterThan(0);
    await server.create({ text, layout: candidates[0]?.layout });
  });

  it.each(['{"text":', '', '[]', '"text"'])('a body that is not such JSON is a bad request: %s', async (body) => {
    const response = await server.send('POST', '/api/cases', { body, headers: { 'content-type': 'application/json' } });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'bad-request' });
  });

  it('never repeats the pasted text in an error', async () => {
    const secret = 'very-secret-host.example';
    const attempts = [{ text: secret }, { text: secret, layout: 'nonsense' }, { text: [secret] }];
    for (const body of attempts) expect(await (await server.post('/api/cases', body)).text()).not.toContain(secret);
    const broken = await server.send('POST', '/api/cases', { body: `{"text": ${secret}`, headers: jsonType });
    expect(await broken.text()).not.toContain(secret);
  });
});

describe('POST /api/cases with files', () => {
  it('reads plain and compressed files together, with the fields behind them', async () => {
    const form = new FormData();
    form.append('files', new File([portScan], 'a.log'));
    form.append('files', new File([gzipSync(portScan)], 'b.log.gz'));
    form.append('name', 'Two files');
    form.append('internal', '192.0.2.0/24');
    const response = await server.send('POST', '/api/cases', { body: form });
    expect(response.status).toBe(201);
    const { name, investigation } = Created.parse(await response.json());
    expect(name).toBe('Two files');
    expect(investigation.input.internal).toEqual(['192.0.2.0/24']);
    expect(investigation.input.sources.map((source) => [source.name, source.records])).toEqual([
      ['a.log', portScan.trimEnd().split('\n').length],
      ['b.log.gz', portScan.trimEnd().split('\n').length],
    ]);
  });

  it('says so when there is no file in the form', async () => {
    const form = new FormData();
    form.append('name', 'nothing');
    form.append('files', new File([], ''));
    expect(await problemOf(await server.send('POST', '/api/cases', { body: form }))).toMatchObject({
      code: 'no-input',
    });
    expect(await server.folders()).toEqual([]);
  });

  it('keeps nothing of a form that is damaged or ends early', async () => {
    for (const body of ['nonsense', '--B\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf']) {
      const headers = { 'content-type': 'multipart/form-data; boundary=B' };
      expect(await problemOf(await server.send('POST', '/api/cases', { body, headers }))).toMatchObject({
        status: 400,
      });
    }
    expect(await server.folders()).toEqual([]);
  });
});

describe('the cap on uploads', () => {
  const tooMuch = 'x'.repeat(100_001);

  it('refuses by the announced length before reading anything', async () => {
    const response = await server.send('POST', '/api/cases', {
      body: '{}',
      headers: { ...jsonType, 'content-length': '100001' },
    });
    expect(await problemOf(response)).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('stops reading at the cap when no length was announced, JSON or files', async () => {
    const file = '--B\r\nContent-Disposition: form-data; name="f"; filename="a.log"\r\n\r\n';
    for (const [type, head] of [
      ['application/json', '{"text":"'],
      ['multipart/form-data; boundary=B', file],
    ] as const) {
      let pulled = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode(pulled === 0 ? head : 'x'.repeat(10_000)));
          pulled += 1;
        },
      });
      const response = await server.send('POST', '/api/cases', { body: endless, headers: { 'content-type': type } });
      expect(await problemOf(response)).toMatchObject({ status: 413, code: 'too-large' });
      expect(pulled).toBeLessThan(15);
    }
    expect(await server.folders()).toEqual([]);
  });

  it('holds for every route that takes a body', async () => {
    const { id } = await server.create({ text: portScan });
    for (const [method, path] of [
      ['PATCH', `/api/cases/${id}`],
      ['POST', `/api/cases/${id}/run`],
      ['PATCH', `/api/cases/${id}/steps/baseline`],
    ] as const) {
      const body = JSON.stringify({ name: tooMuch, provider: tooMuch, answer: tooMuch });
      expect(await problemOf(await server.send(method, path, { body, headers: jsonType }))).toMatchObject({
        status: 413,
      });
    }
  });
});

describe('who may ask', () => {
  it('every route refuses a foreign Host, whatever the method', async () => {
    for (const [method, path] of everyRoute) {
      const response = await server.send(method, path, {
        headers: { ...jsonType, host: 'evil.example:3000' },
        body: null,
      });
      expect([method, path, (await problemOf(response)).code]).toEqual([method, path, 'forbidden']);
    }
  });

  it('every route that changes something refuses a foreign Origin', async () => {
    for (const [method, path] of everyRoute.filter(([verb]) => verb !== 'GET')) {
      const response = await server.send(method, path, {
        headers: { ...jsonType, origin: 'https://evil.example' },
        body: null,
      });
      expect([method, path, (await problemOf(response)).code]).toEqual([method, path, 'forbidden']);
    }
  });

  it('every route that takes a body refuses what a form of another site could send', async () => {
    for (const [method, path] of everyRoute.filter(([verb]) => verb === 'POST' || verb === 'PATCH')) {
      const response = await server.send(method, path, {
        headers: { 'content-type': 'text/plain' },
        body: '{"text":"x"}',
      });
      expect([method, path, (await problemOf(response)).status]).toEqual([method, path, 415]);
    }
  });

  it('a route the list above does not name does not exist', async () => {
    const files = await readdir(new URL('../../app/api', import.meta.url), { recursive: true });
    const onDisk = files
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => `/api/${file.replace(/\/route\.ts$/, '')}`);
    expect(onDisk.sort()).toEqual(routes.map((entry) => entry.pattern).sort());
  });

  it('every answer is for this site and this moment alone', async () => {
    const { id } = await server.create({ text: portScan });
    for (const path of [
      '/api/health',
      '/api/cases',
      `/api/cases/${id}`,
      `/api/cases/${id}/report/html`,
      '/api/cases/none',
    ]) {
      expect(Object.fromEntries((await server.get(path)).headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
    }
  });
});
