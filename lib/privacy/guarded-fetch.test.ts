import { describe, expect, it } from 'vitest';
import type { Secrets } from './case-secrets.ts';
import { type Fetch, GuardBlocked, guardedFetch } from './guarded-fetch.ts';

const secrets: Secrets = { accounts: ['123456789012'], addresses: ['203.0.113.45'], terms: ['prod-vpc.log.gz'] };
const url = 'https://models.example/v1/messages';

function recorded() {
  const calls: Parameters<Fetch>[] = [];
  const send = guardedFetch(async (...call) => {
    calls.push(call);
    return new Response('{}');
  }, secrets);
  return { calls, send };
}

const blockedBy = async (...call: Parameters<Fetch>) => {
  const { calls, send } = recorded();
  const error: unknown = await send(...call).catch((thrown: unknown) => thrown);
  expect(calls).toEqual([]);
  if (!(error instanceof GuardBlocked)) throw new Error(`not blocked: ${String(error)}`);
  return error;
};

describe('a guarded fetch', () => {
  it('sends a clean body as it is', async () => {
    const { calls, send } = recorded();
    const body = JSON.stringify({ input: 'EX01H001 sent 104857600000 bytes to port 443' });
    await send(url, { method: 'POST', headers: { authorization: 'Bearer sk-test' }, body });
    expect(calls[0]?.[0]).toBe(url);
    expect(calls[0]?.[1]?.body).toBe(body);
    expect(new Headers(calls[0]?.[1]?.headers).get('authorization')).toBe('Bearer sk-test');
  });

  it('sends a request without a body', async () => {
    const { calls, send } = recorded();
    await send(new URL('https://models.example/v1/models'));
    await send(new Request('https://models.example/v1/models', { headers: { 'x-key': 'k' } }));
    expect(calls).toHaveLength(2);
    expect(new Headers(calls[1]?.[1]?.headers).get('x-key')).toBe('k');
  });

  it('lets a provider live at an address: the host is not ours', async () => {
    const { calls, send } = recorded();
    await send('http://127.0.0.1:11434/v1/chat/completions', { method: 'POST', body: '{}' });
    await send('http://[::1]:8080/v1/chat/completions', { method: 'POST', body: '{}' });
    expect(calls).toHaveLength(2);
  });

  it('stops a leak in the body and tells kinds and counts, never the value', async () => {
    const error = await blockedBy(url, { method: 'POST', body: '{"a":"203.0.113.45 8.8.8.8 eni-0a1b2c3d"}' });
    expect(error.name).toBe('GuardBlocked');
    expect(error.found).toEqual([
      { kind: 'address', count: 2 },
      { kind: 'resource id', count: 1 },
    ]);
    expect(error.message).toBe('The guard stopped this request, nothing was sent. It held 2 × address, 1 resource id.');
  });

  it('stops a leak in a header, in the path and in the query', async () => {
    await blockedBy(url, { headers: { 'x-file': 'prod-vpc.log.gz' } });
    await blockedBy(`${url}?q=203%2E0%2E113%2E45`);
    await blockedBy('https://models.example/v1/eni-0a1b2c3d');
    await blockedBy(new Request(url, { headers: { 'x-account': '123456789012' } }));
  });

  it('stops what it cannot read', async () => {
    await blockedBy(url, { method: 'POST', body: new TextEncoder().encode('{}') });
    await blockedBy(url, { method: 'POST', body: new FormData() });
    await blockedBy(new Request(url, { method: 'POST', body: '{}' }));
  });

  it('checks what it sends, though the caller changes it meanwhile', async () => {
    const { calls, send } = recorded();
    const init: RequestInit = { method: 'POST', body: '{}' };
    const sent = send(url, init);
    init.body = '203.0.113.45';
    await sent;
    expect(calls[0]?.[1]?.body).toBe('{}');
  });
});
