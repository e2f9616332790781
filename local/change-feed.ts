import type { WatchEvent } from './api/types.ts';

/** Tells listeners what changed. An event is only made where somebody listens; without one nothing is told. */
export interface ChangeFeed {
  subscribe(listener: (event: WatchEvent) => void): () => void;
  tell(makeEvent: () => WatchEvent | undefined): void;
}

/** A feed without listeners yet. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(event: WatchEvent) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(makeEvent) {
      if (listeners.size === 0) return;
      const event = makeEvent();
      if (event === undefined) return;
      for (const listener of listeners) listener(event);
    },
  };
}
