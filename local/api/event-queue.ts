import type { WatchEvent } from './types.ts';

/** What one client has not read yet: the newest event about each thing, so that a slow client bounds itself. */
export interface EventQueue {
  offer(event: WatchEvent): void;
  /** The next event; `quiet` after `quietMs` without one; `closed` at the end. */
  take(quietMs: number): Promise<WatchEvent | 'quiet' | 'closed'>;
  close(): void;
}

/** A queue for one reader. An event replaces an unread one about the same thing and takes its place. */
export function createEventQueue(): EventQueue {
  const unread = new Map<string, WatchEvent>();
  let closed = false;
  let wake: (() => void) | undefined;

  const next = (): WatchEvent | 'closed' | undefined => {
    if (closed) return 'closed';
    const first = unread.entries().next().value;
    if (first === undefined) return undefined;
    unread.delete(first[0]);
    return first[1];
  };

  return {
    offer(event) {
      unread.set(subjectOf(event), event);
      wake?.();
    },
    take(quietMs) {
      const ready = next();
      if (ready !== undefined) return Promise.resolve(ready);
      return new Promise((resolve) => {
        const settle = () => {
          clearTimeout(timer);
          wake = undefined;
          resolve(next() ?? 'quiet');
        };
        const timer = setTimeout(settle, quietMs);
        wake = settle;
      });
    },
    close() {
      closed = true;
      unread.clear();
      wake?.();
    },
  };
}

function subjectOf(event: WatchEvent): string {
  switch (event.type) {
    case 'endpoint':
      return `endpoint ${event.endpoint.id}`;
    case 'alarm':
      return `alarm ${event.alarm.alarm.id}`;
    case 'delivery':
      return `delivery ${event.delivery.id}`;
    case 'incident':
      return `incident ${event.incident.id}`;
    case 'database':
      return `database ${event.database.id}`;
    case 'kpi':
      return `kpi ${event.kpi.id}`;
    case 'watch':
      return 'watch';
  }
}
