import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { createZonedTime, type ZonedTime } from '../text/zoned-time.ts';
import type { Snapshot } from './snapshot.ts';
import type { WatchStore } from './watch-store.ts';

/** Holds the store for every page below. */
export const StoreContext = createContext<WatchStore | undefined>(undefined);

/** The store; throws outside of its provider. */
export function useStore(): WatchStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('Cannot use the store: the component is outside of StoreContext, must be inside');
  return store;
}

/** The snapshot; pages are drawn only once there is one. */
export function useSnapshot(): Snapshot {
  const snapshot = useStore().snapshot.value;
  if (!snapshot) throw new Error('Cannot draw a page: nothing is loaded yet, must be loaded first');
  return snapshot;
}

const zonedTimes = new Map<string, ZonedTime>();

/** Times in the zone of the watch. */
export function useZonedTime(): ZonedTime {
  const { timeZone } = useSnapshot().watch;
  const known = zonedTimes.get(timeZone) ?? createZonedTime(timeZone);
  zonedTimes.set(timeZone, known);
  return known;
}

/** What a page loads by itself. `value` stays while a newer one is under way; `problem` is one sentence. */
export interface Loaded<Value> {
  readonly value?: Value;
  readonly problem?: string;
}

/** Loads again whenever `key` changes; an answer that comes after the next request has begun is dropped. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({});
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setLoaded({ value }),
      (error: unknown) =>
        current &&
        setLoaded(({ value }) => ({
          ...(value !== undefined && { value }),
          problem: error instanceof Error ? error.message : String(error),
        })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return loaded;
}

/** A value that follows `value` at most once per `everyMs`: charts need not be fetched for each of many results. */
export function useThrottled<Value>(value: Value, everyMs: number): Value {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  newest.current = value;
  const waiting = !Object.is(shown, value);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setShown(() => newest.current), everyMs);
    return () => clearTimeout(timer);
  }, [waiting, everyMs]);
  return shown;
}
