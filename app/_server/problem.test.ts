import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#lib/model/app-error.ts';
import { logProblem, problem } from './problem.ts';

const secret = 'sk-test-0000000000';

describe('problem', () => {
  it('is what RFC 9457 asks for, with code and hint', async () => {
    const response = problem(new AppError('case-busy', { hint: 'Stop it first.' }));
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:flowcase:problem:case-busy',
      title: 'This case is running already.',
      status: 409,
      detail: 'This case is running already.',
      code: 'case-busy',
      hint: 'Stop it first.',
    });
  });

  it('says in the detail what the title does not', async () => {
    const error = new AppError('bad-value', { detail: '«x=1»: it is none of these.', hint: 'Write ip=.' });
    expect(await problem(error).json()).toMatchObject({
      title: 'That value cannot be used.',
      detail: '«x=1»: it is none of these.',
    });
  });

  it('carries the candidates of an ambiguous layout, and none of the lines it was seen in', async () => {
    const error = new AppError('layout-ambiguous', {
      hint: 'Choose one.',
      details: {
        source: 'a.log',
        sample: [secret],
        candidates: [{ layout: ['version'], why: '14 columns', fits: 0.5 }],
      },
    });
    const text = await problem(error).text();
    expect(JSON.parse(text)).toMatchObject({
      status: 422,
      candidates: [{ layout: ['version'], why: '14 columns', fits: 0.5 }],
    });
    expect(text).not.toContain(secret);
  });

  it('cannot be overwritten by details', async () => {
    const details = { source: 'x', candidates: [], status: 200, code: 'fine' };
    const body = await problem(new AppError('layout-ambiguous', { hint: 'x', details })).json();
    expect(body).toMatchObject({ status: 422, code: 'layout-ambiguous' });
  });

  it('says nothing of an error that is a bug', async () => {
    const response = problem(new Error(`Could not convert «${secret}»`, { cause: new Error(secret) }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(secret);
  });
});

describe('logProblem', () => {
  afterEach(() => vi.restoreAllMocks());

  function logged(error: unknown): string {
    const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
    logProblem(error, 'POST /api/cases');
    return spy.mock.calls.flat().join('\n');
  }

  it('says where a bug happened and never what text it had in hand', () => {
    const text = logged(new TypeError(`bad «${secret}»`, { cause: new SyntaxError(secret) }));
    expect(text).toContain('POST /api/cases');
    expect(text).toContain('TypeError');
    expect(text).toContain('caused by');
    expect(text).toContain('SyntaxError');
    expect(text).toContain('problem.test.ts');
    expect(text).not.toContain(secret);
  });

  it('leaves out what the sender can mend, and tells what only the operator can', () => {
    expect(logged(new AppError('no-input', { hint: 'x' }))).toBe('');
    expect(logged(new AppError('store-failed', { hint: 'x', cause: new Error('disk full') }))).toContain(
      'store-failed',
    );
  });

  it('takes anything that can be thrown', () => {
    expect(logged(secret)).toContain('thrown: string');
    expect(logged(undefined)).toContain('thrown: undefined');
  });
});
