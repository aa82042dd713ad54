import { isIP } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Investigation } from '#lib/model/investigation.ts';
import { stepIds } from '#lib/model/steps.ts';
import { reports } from '#lib/reports/registry.ts';
import { samples } from '#lib/samples/samples.ts';
import {
  eventsOf,
  everyRoute,
  type HttpServer,
  json,
  portScan,
  problemOf,
  startHttpServer,
} from '../support/http-server.ts';

let server: HttpServer;
beforeEach(async () => {
  server = await startHttpServer();
});
afterEach(() => server.close());

describe('a case', () => {
  it('can be renamed', async () => {
    const { id } = await server.create({ text: portScan });
    expect((await server.send('PATCH', `/api/cases/${id}`, json({ name: 'Renamed' }))).status).toBe(200);
    expect(await (await server.get('/api/cases')).json()).toMatchObject({ cases: [{ name: 'Renamed' }] });
    expect(await problemOf(await server.send('PATCH', `/api/cases/${id}`, json({ name: ' ' })))).toMatchObject({
      status: 400,
    });
  });

  it('is gone when it was deleted, with its inputs', async () => {
    const { id } = await server.create({ text: portScan });
    expect(await server.folders()).toEqual([id]);
    expect((await server.send('DELETE', `/api/cases/${id}`)).status).toBe(204);
    expect(await server.folders()).toEqual([]);
    expect(await problemOf(await server.send('DELETE', `/api/cases/${id}`))).toMatchObject({ code: 'case-not-found' });
  });

  it('that is not there is a 404 on every address below it', async () => {
    for (const [method, path] of everyRoute.filter(([, route]) => route.includes('/cases/'))) {
      const body = method === 'GET' || method === 'DELETE' ? {} : json({ name: 'x', answer: 'x', author: 'pasted' });
      const response = await server.send(method, path, body);
      expect([method, path, (await problemOf(response)).code]).toEqual([method, path, 'case-not-found']);
    }
  });

  it('has nothing below it but what is named: the rest is a 404 that says so in JSON', async () => {
    const { id } = await server.create({ text: portScan });
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const problem = await problemOf(await server.send(method, `/api/cases/${id}/nothing`));
      expect(problem).toMatchObject({ status: 404, code: 'not-found', detail: expect.stringContaining('nothing') });
    }
  });

  it('survives a restart: document, lines, prompt, report, run', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    const before = await (await server.get(`/api/cases/${id}/flows?candidate=C1`)).json();
    await server.restart();
    expect(await (await server.get(`/api/cases/${id}`)).json()).toEqual(investigation);
    expect(await (await server.get(`/api/cases/${id}/flows?candidate=C1`)).json()).toEqual(before);
    expect((await server.get(`/api/cases/${id}/report/markdown`)).status).toBe(200);
    expect((await server.get(`/api/cases/${id}/prompt/baseline`)).status).toBe(200);
    expect((await eventsOf(await server.post(`/api/cases/${id}/run`, {}))).at(-1)?.type).toBe('done');
  });
});

describe('GET /api/cases/:id/flows', () => {
  const Page = z.object({
    total: z.number(),
    offset: z.number(),
    limit: z.number(),
    lines: z.array(z.object({ source: z.string(), line: z.number(), text: z.string() })),
  });
  const page = async (path: string) => Page.parse(await (await server.get(path)).json());

  it('gives the lines of a candidate as they were pasted', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    const candidate = investigation.candidates[0];
    const { total, lines } = await page(`/api/cases/${id}/flows?candidate=${candidate?.id}`);
    expect(total).toBe(candidate?.evidenceTotal);
    expect(lines).toHaveLength(total);
    const pasted = portScan.split('\n');
    for (const line of lines) expect(line.text).toBe(pasted[line.line - 1]);
  });

  it('pages in the order of the input', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    const all = await page(`/api/cases/${id}/flows`);
    expect(all.total).toBe(investigation.totals.flows);
    const second = await page(`/api/cases/${id}/flows?offset=5&limit=3`);
    expect(second).toMatchObject({ total: all.total, offset: 5, limit: 3 });
    expect(second.lines).toEqual(all.lines.slice(5, 8));
  });

  it('takes ip=, port= and action=', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    const rejected = await page(`/api/cases/${id}/flows?where=${encodeURIComponent('action=REJECT')}`);
    expect(rejected.total).toBe(investigation.totals.rejected);
    const [top] = investigation.facts.topSources;
    const ofOne = await page(`/api/cases/${id}/flows?where=${encodeURIComponent(`ip=${top?.address}`)}&limit=1000`);
    expect(ofOne.lines).toHaveLength(ofOne.total);
    expect(ofOne.lines.every((line) => line.text.includes(top?.address ?? 'nothing'))).toBe(true);
  });

  it.each([
    ['where=nonsense', 'bad-value', 'nonsense'],
    ['where=ip%3D10.0.1.25%20bytes%3E5', 'bad-value', 'bytes>5'],
    ['limit=0', 'bad-value', 'limit'],
    ['limit=1001', 'bad-value', 'limit'],
    ['offset=-1', 'bad-value', 'offset'],
    ['page=2', 'bad-value', 'page'],
    ['candidate=C1&where=port%3D22', 'bad-value', 'where'],
    ['candidate=C999', 'not-found', 'C999'],
  ])('names what it cannot use: %s', async (search, code, named) => {
    const { id } = await server.create({ text: portScan });
    const problem = await problemOf(await server.get(`/api/cases/${id}/flows?${search}`));
    expect(problem).toMatchObject({ code, detail: expect.stringContaining(named) });
  });
});

describe('what is taken out of a case', () => {
  it('a report comes as a file of its kind, named after the case', async () => {
    const { id } = await server.create({ text: portScan, name: 'Scan of «web»: 10.0.1.25?' });
    for (const { id: format, mediaType, extension, render } of reports) {
      const response = await server.get(`/api/cases/${id}/report/${format}`);
      expect(response.headers.get('content-type')).toBe(mediaType);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="flowcase-scan-of-web-10.0.1.25.${extension}"`,
      );
      const stored = await server.services().store.get(id);
      expect(await response.text()).toBe(stored && render(stored.investigation, { defang: false, footer: true }));
    }
  });

  it('a name without a plain letter still makes a file name', async () => {
    const { id } = await server.create({ text: portScan, name: '«»' });
    const response = await server.get(`/api/cases/${id}/report/text`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="flowcase-report.txt"');
  });

  it('report and clipboard defang when asked', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    const actor = investigation.candidates[0]?.actors[0] ?? '';
    const defanged = actor.replaceAll('.', '[.]');
    for (const path of [`report/text`, 'clipboard']) {
      expect(await (await server.get(`/api/cases/${id}/${path}`)).text()).toContain(actor);
      const masked = await (await server.get(`/api/cases/${id}/${path}?defang=1`)).text();
      expect(masked).toContain(defanged);
      expect(masked).not.toContain(actor);
    }
  });

  it('the clipboard gets both shapes at once', async () => {
    const { id } = await server.create({ text: portScan });
    const { html, text } = z
      .object({ html: z.string(), text: z.string() })
      .parse(await (await server.get(`/api/cases/${id}/clipboard`)).json());
    expect(html).toContain('<table');
    expect(text).toContain('Risk Level:');
    expect(text).not.toContain('<table');
  });

  it.each([
    ['report/nonsense', 'report-unknown', 'markdown'],
    ['report/text?defang=yes', 'bad-value', 'defang'],
    ['clipboard?colour=red', 'bad-value', 'colour'],
    ['prompt/nonsense', 'step-unknown', 'baseline'],
    ['prompt/report', 'step-order', ''],
  ])('what cannot be given is named: %s', async (path, code, named) => {
    const { id } = await server.create({ text: portScan });
    const problem = await problemOf(await server.get(`/api/cases/${id}/${path}`));
    expect(problem.code).toBe(code);
    expect(problem.detail + problem.hint).toContain(named);
  });

  it('a prompt names no address, account, interface or file of the case, in any step', async () => {
    const { id, investigation } = await server.create({ text: portScan });
    await eventsOf(await server.post(`/api/cases/${id}/run`, {}));
    const words = portScan.split(/\s+/).filter((word) => isIP(word) !== 0 || /^(eni-|\d{12}$)/.test(word));
    expect(words.length).toBeGreaterThan(10);
    for (const step of stepIds) {
      const response = await server.get(`/api/cases/${id}/prompt/${step}`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      const prompt = await response.text();
      expect(words.filter((word) => prompt.includes(word))).toEqual([]);
      expect(prompt).toContain('FACTS BEGIN');
      expect(prompt).toContain('Schema of the answer:\n{');
    }
    expect(investigation.facts.topSources.length).toBeGreaterThan(0);
  });
});

describe('PATCH /api/cases/:id/steps/:step', () => {
  it('keeps an edit, also after a restart', async () => {
    const { id } = await server.create({ text: portScan });
    await eventsOf(await server.post(`/api/cases/${id}/run`, {}));
    const { steps } = Investigation.parse(await (await server.get(`/api/cases/${id}`)).json());
    const answer = { ...steps.baseline?.answer, summary: 'Edited by hand.' };
    const response = await server.send('PATCH', `/api/cases/${id}/steps/baseline`, json({ answer, author: 'person' }));
    expect(await response.json()).toMatchObject({
      step: 'baseline',
      investigation: { steps: { baseline: { answer } } },
    });
    await server.restart();
    const after = Investigation.parse(await (await server.get(`/api/cases/${id}`)).json());
    expect(after.steps.baseline).toMatchObject({ author: 'person', answer: { summary: 'Edited by hand.' } });
  });

  it('takes an answer to the prompt, checks it, and lists what it dropped', async () => {
    const { id } = await server.create({ text: portScan });
    const wire = { rows: [], ports: [], highOutbound: [], summary: 'All is quiet. The host 192.0.2.77 is new.' };
    const rows = [{ ref: 'F1', observation: 'The busiest source of this log.' }];
    const body = json({ answer: JSON.stringify({ ...wire, rows }), author: 'pasted' });
    const response = await server.send('PATCH', `/api/cases/${id}/steps/baseline`, body);
    expect(response.status).toBe(200);
    const { rejected, investigation } = z
      .object({ rejected: z.array(z.object({ claim: z.string(), why: z.string() })), investigation: Investigation })
      .parse(await response.json());
    expect(rejected.some(({ claim }) => claim.includes('192.0.2.77'))).toBe(true);
    expect(JSON.stringify(investigation.steps.baseline?.answer)).not.toContain('192.0.2.77');
    expect(investigation.steps.baseline?.author).toBe('pasted');
  });

  it.each([
    ['steps/nonsense', { answer: {}, author: 'person' }, 'step-unknown'],
    ['steps/baseline', { answer: {}, author: 'model' }, 'bad-request'],
    ['steps/baseline', { answer: {}, author: 'person' }, 'bad-value'],
    ['steps/baseline', { author: 'pasted' }, 'bad-request'],
    ['steps/attack', { answer: {}, author: 'person' }, 'step-order'],
  ])('refuses what cannot be a step: %s %j', async (path, body, code) => {
    const { id } = await server.create({ text: portScan });
    expect(await problemOf(await server.send('PATCH', `/api/cases/${id}/${path}`, json(body)))).toMatchObject({ code });
  });
});

describe('health and samples', () => {
  it('health says that it lives and which version', async () => {
    expect(await (await server.get('/api/health')).json()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  it('samples come with their text, and each makes a case', async () => {
    expect(await (await server.get('/api/samples')).json()).toEqual(samples);
    for (const { title, text } of samples) await server.create({ text, name: title, sample: true });
  });
});
