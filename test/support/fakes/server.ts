import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { anthropicError, anthropicModels } from './anthropic-messages.ts';
import { type FakeCall, readCall } from './call.ts';
import { openAiModels } from './openai-responses.ts';
import { replyTo } from './reply-to.ts';
import type { Scenario } from './scenario.ts';
import { jsonReply, type WireReply } from './wire-reply.ts';

export interface FakeServerOptions {
  /** What to do with each call. */
  script: (call: FakeCall) => Scenario;
  /** The names that the list of models holds. */
  models?: readonly string[];
  /** 0 for any free port. */
  port?: number;
}

export interface FakeServer {
  /** Without a path: `/v1` comes behind it for OpenAI, and may for Anthropic. */
  url: string;
  /** Every call so far, in order. */
  calls: FakeCall[];
  close(): Promise<void>;
}

/** A provider on this machine that speaks both protocols and does what the script says. */
export async function startFakeServer({ script, models = [], port = 0 }: FakeServerOptions): Promise<FakeServer> {
  const calls: FakeCall[] = [];
  const server = createServer((request, response) => {
    // A client that goes away in the middle is part of what is tested.
    response.on('error', () => {});
    answer(request)
      .then((reply) => play(reply, response))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function answer(request: IncomingMessage): Promise<WireReply> {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const call = readCall(request.method ?? 'GET', path, headers, await bodyOf(request));
    calls.push(call);
    if (path.endsWith('/models')) {
      return jsonReply(200, 'anthropic-version' in headers ? anthropicModels(models) : openAiModels(models));
    }
    if (call.protocol === null) return jsonReply(404, anthropicError('not_found_error', `no ${path} here`));
    return replyTo(call.protocol, script(call), call.model);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The fake server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}

async function play(reply: WireReply, response: ServerResponse): Promise<void> {
  if (reply.status === 0) return;
  response.writeHead(reply.status, reply.headers);
  for (const piece of reply.pieces) {
    if (reply.pauseMs > 0) await pause(reply.pauseMs);
    if (response.destroyed) return;
    response.write(piece);
  }
  if (reply.end === 'clean') response.end();
  if (reply.end === 'broken') {
    // The pieces have to be on their way before the socket breaks, or the client sees none of them.
    await pause(20);
    response.socket?.resetAndDestroy();
  }
}
