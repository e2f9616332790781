import type { WatchEvent } from '../../api/types.ts';

/** The part of the browser's EventSource that is used. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export interface EventStreamOptions {
  readonly open: () => EventSourceLike;
  /** Runs a function later; returns how to forget it. */
  readonly later: (run: () => void, delayMs: number) => () => void;
  /** At each connection, also the second: loads what was missed in between. A rejection counts as a failed attempt. */
  readonly onOpen: () => Promise<void>;
  readonly onEvent: (event: WatchEvent) => void;
  /** At each failed attempt. */
  readonly onLost: () => void;
}

const eventTypes = Object.keys({
  endpoint: true,
  alarm: true,
  delivery: true,
  incident: true,
  database: true,
  kpi: true,
  watch: true,
} satisfies Record<WatchEvent['type'], true>);

const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 8_000;

/**
 * Listens to GET /api/events for as long as the page lives. A browser's own reconnection gives up on an HTTP error and
 * waits as long as it likes, so the retry is ours: 0.5 s doubling to 8 s. Returns how to stop.
 */
export function connectEvents({ open, later, onOpen, onEvent, onLost }: EventStreamOptions): () => void {
  let retryMs = FIRST_RETRY_MS;
  let stop = (): void => undefined;
  const connect = (): void => {
    const source = open();
    let failed = false;
    const fail = (): void => {
      if (failed) return;
      failed = true;
      source.close();
      onLost();
      stop = later(connect, retryMs);
      retryMs = Math.min(retryMs * 2, MOST_RETRY_MS);
    };
    stop = () => {
      failed = true;
      source.close();
    };
    source.addEventListener('error', fail);
    source.addEventListener('open', () => {
      onOpen().then(() => {
        retryMs = FIRST_RETRY_MS;
      }, fail);
    });
    for (const type of eventTypes) {
      source.addEventListener(type, ({ data }) => {
        if (typeof data === 'string') onEvent(JSON.parse(data) as WatchEvent);
      });
    }
  };
  connect();
  return () => stop();
}
