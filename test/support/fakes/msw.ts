import { type DefaultBodyType, HttpResponse, http, type RequestHandler, type StrictRequest } from 'msw';
import { anthropicModels } from './anthropic-messages.ts';
import { type FakeCall, readCall } from './call.ts';
import { openAiModels } from './openai-responses.ts';
import { replyTo } from './reply-to.ts';
import type { Scenario } from './scenario.ts';
import { jsonReply, type WireReply } from './wire-reply.ts';

/** The real addresses of both providers, played inside this process. */
export function fakeHandlers(
  script: (call: FakeCall) => Scenario,
  models: readonly string[],
  calls: FakeCall[],
): RequestHandler[] {
  const answer = async ({ request }: { request: StrictRequest<DefaultBodyType> }) => {
    const { pathname } = new URL(request.url);
    const call = readCall(request.method, pathname, Object.fromEntries(request.headers), await request.text());
    calls.push(call);
    if (call.protocol !== null) return play(replyTo(call.protocol, script(call), call.model));
    return play(
      jsonReply(
        200,
        pathname === '/v1/models' && request.headers.has('anthropic-version')
          ? anthropicModels(models)
          : openAiModels(models),
      ),
    );
  };
  return [
    http.post('https://api.openai.com/v1/responses', answer),
    http.post('https://api.openai.com/v1/chat/completions', answer),
    http.post('https://api.anthropic.com/v1/messages', answer),
    http.get('https://api.openai.com/v1/models', answer),
    http.get('https://api.anthropic.com/v1/models', answer),
  ];
}

function play(reply: WireReply): Response | Promise<Response> {
  if (reply.status === 0) return new Promise(() => {});
  const pieces = [...reply.pieces];
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    // One piece a pull: an error would throw away whatever is still queued.
    async pull(controller) {
      if (reply.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, reply.pauseMs));
      const piece = pieces.shift();
      if (piece !== undefined) return controller.enqueue(encoder.encode(piece));
      if (reply.end === 'clean') return controller.close();
      if (reply.end === 'broken') return controller.error(new TypeError('terminated'));
      await new Promise(() => {});
    },
  });
  return new HttpResponse(body, { status: reply.status, headers: reply.headers });
}
