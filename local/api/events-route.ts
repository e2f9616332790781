import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { refuse } from './answer.ts';
import { createEventQueue, type EventQueue } from './event-queue.ts';
import type { WatchSource } from './watch-source.ts';

/** How many pages may listen at once. */
export const mostListeners = 32;

/** Keeps proxies and browsers from ending a silent stream. */
const heartbeatMs = 15_000;

/** GET /events as server-sent events, and a way to end all streams. */
export function createEventsRoute(source: WatchSource): { readonly route: Hono; closeAll(): void } {
  const queues = new Set<EventQueue>();
  const route = new Hono();
  route.get('/events', (context) => {
    if (queues.size >= mostListeners) {
      return refuse(context, 503, `Cannot open another event stream: ${mostListeners} are open, must be fewer`);
    }
    const queue = createEventQueue();
    queues.add(queue);
    const unsubscribe = source.subscribe(queue.offer);
    queue.offer({ type: 'watch', watch: source.watch() });
    return streamSSE(context, async (stream) => {
      stream.onAbort(queue.close);
      try {
        for (;;) {
          const event = await queue.take(heartbeatMs);
          if (event === 'closed') return;
          if (event === 'quiet') await stream.write(': heartbeat\n\n');
          else await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
        }
      } finally {
        unsubscribe();
        queues.delete(queue);
      }
    });
  });
  return {
    route,
    closeAll: () => {
      for (const queue of queues) queue.close();
    },
  };
}
