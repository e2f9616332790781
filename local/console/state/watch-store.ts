import { type ReadonlySignal, signal } from '@preact/signals';
import type { WatchEvent, WatchView } from '../../api/types.ts';
import type { ApiClient } from './api-client.ts';
import { applyEvent, type Snapshot } from './snapshot.ts';

/** `lost` keeps what was shown last; the page says so. */
export type Connection = 'connecting' | 'live' | 'lost';

/** What the pages read; all of it changes by events only. */
export interface WatchStore {
  readonly api: ApiClient;
  /** Undefined until the first load. */
  readonly snapshot: ReadonlySignal<Snapshot | undefined>;
  readonly connection: ReadonlySignal<Connection>;
  /** Epoch milliseconds of the watch's own clock, renewed by `tick`; it stands still while the connection is lost. */
  readonly nowMs: ReadonlySignal<number>;
  /** Why the last load failed, in one sentence. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** Grows with each connection: what a page loaded by itself before is stale then. */
  readonly generation: ReadonlySignal<number>;
  readonly onOpen: () => Promise<void>;
  readonly onEvent: (event: WatchEvent) => void;
  readonly onLost: () => void;
  readonly tick: () => void;
}

/** A store that loads through `api` and measures time with `monotonicMs`. */
export function createWatchStore(api: ApiClient, monotonicMs: () => number): WatchStore {
  const snapshot = signal<Snapshot | undefined>(undefined);
  const connection = signal<Connection>('connecting');
  const problem = signal<string | undefined>(undefined);
  const generation = signal(0);
  const nowMs = signal(0);
  let clock: { readonly watch: WatchView; readonly readAtMs: number } | undefined;
  let early: WatchEvent[] | undefined;

  const tick = (): void => {
    if (!clock || connection.peek() === 'lost') return;
    nowMs.value = clock.watch.nowMs + (monotonicMs() - clock.readAtMs) * clock.watch.speed;
  };
  const setClock = (watch: WatchView): void => {
    clock = { watch, readAtMs: monotonicMs() };
    tick();
  };
  const apply = (event: WatchEvent): void => {
    if (event.type === 'watch') setClock(event.watch);
    const before = snapshot.peek();
    if (before) snapshot.value = applyEvent(before, event);
  };
  const load = async (): Promise<void> => {
    // Events that come while loading are newer than what is loaded, so they are kept and applied on top.
    const waiting: WatchEvent[] = [];
    early = waiting;
    try {
      const loaded = await api.loadSnapshot();
      if (early !== waiting) return;
      early = undefined;
      connection.value = 'live';
      setClock(loaded.watch);
      snapshot.value = loaded;
      waiting.forEach(apply);
      generation.value += 1;
      problem.value = undefined;
    } catch (error) {
      if (early !== waiting) return;
      problem.value = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  return {
    api,
    snapshot,
    connection,
    nowMs,
    problem,
    generation,
    tick,
    onOpen: load,
    onEvent: (event) => (early ? early.push(event) : apply(event)),
    onLost: () => {
      early = undefined;
      connection.value = 'lost';
    },
  };
}
