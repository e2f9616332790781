import { describe, expect, it } from 'vitest';
import { createEventQueue } from '../../../local/api/event-queue.ts';
import type { WatchEvent, WatchView } from '../../../local/api/types.ts';

const longMs = 60_000;

const watch = (nowMs: number): WatchEvent => ({ type: 'watch', watch: { nowMs } as WatchView });
const endpoint = (id: string, everySeconds = 60): WatchEvent =>
  ({ type: 'endpoint', endpoint: { id, everySeconds } }) as WatchEvent;

describe('createEventQueue()', () => {
  it('hands events over in the order in which they came', async () => {
    const queue = createEventQueue();
    queue.offer(endpoint('web'));
    queue.offer(endpoint('api'));
    expect([await queue.take(longMs), await queue.take(longMs)]).toEqual([endpoint('web'), endpoint('api')]);
  });

  it('keeps only the newest event about one thing', async () => {
    const queue = createEventQueue();
    queue.offer(endpoint('web', 60));
    queue.offer(watch(1));
    queue.offer(endpoint('web', 300));
    expect(await queue.take(longMs)).toEqual(endpoint('web', 300));
    expect(await queue.take(longMs)).toEqual(watch(1));
    expect(await queue.take(0)).toBe('quiet');
  });

  it('tells a database, a KPI, an incident and an endpoint of one name apart', async () => {
    const queue = createEventQueue();
    const events = [
      endpoint('orders'),
      { type: 'database', database: { id: 'orders' } },
      { type: 'kpi', kpi: { id: 'orders' } },
      { type: 'incident', incident: { id: 'orders' } },
    ] as WatchEvent[];
    for (const event of events) queue.offer(event);
    const taken: unknown[] = [];
    for (const _ of events) taken.push(await queue.take(longMs));
    expect(taken).toEqual(events);
  });

  it('wakes a reader that waits', async () => {
    const queue = createEventQueue();
    const taken = queue.take(longMs);
    queue.offer(watch(2));
    expect(await taken).toEqual(watch(2));
  });

  it('tells a reader that waits of the end, and every later one', async () => {
    const queue = createEventQueue();
    queue.offer(watch(1));
    await queue.take(longMs);
    const taken = queue.take(longMs);
    queue.close();
    expect(await taken).toBe('closed');
    queue.offer(watch(2));
    expect(await queue.take(longMs)).toBe('closed');
  });
});
