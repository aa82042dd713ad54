import 'server-only';

/**
 * Events as they happen, one JSON object a line. The events are read to their end also when the reader goes away, so
 * that whoever makes them can finish what must be kept; `onGone` tells them that nobody listens any more.
 */
export function ndjson(events: AsyncIterator<unknown>, first: IteratorResult<unknown>, onGone: () => void): Response {
  let open = true;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (event: unknown) => {
        if (open) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      // Not awaited: the stream is handed out at once, and fills while it is read.
      void (async () => {
        try {
          for (let next = first; !next.done; next = await events.next()) write(next.value);
          if (open) controller.close();
        } catch (error) {
          if (open) controller.error(error);
        } finally {
          open = false;
        }
      })();
    },
    cancel() {
      open = false;
      onGone();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
