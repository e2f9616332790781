import type { LoopSource } from '../../shared/probes/pace.ts';

/** An event loop whose turns a test makes. */
export interface FakeLoop extends LoopSource {
  /** Works this long, then calls back whoever asked for the next turn. */
  work(ms: number): Promise<void>;
  /** Waits as long as the next one asked for, or this long, then calls back. */
  rest(ms?: number): Promise<void>;
  /** How long the one who is called back next asked to wait; undefined where nobody did. */
  readonly asked: number | undefined;
}

export function createFakeLoop(): FakeLoop {
  let nowMs = 0;
  let idleMs = 0;
  let next: { readonly afterMs: number; readonly callback: () => void } | undefined;

  async function callBack(): Promise<void> {
    const due = next;
    next = undefined;
    due?.callback();
    for (let settled = 0; settled < 10; settled += 1) await Promise.resolve();
  }

  return {
    now: () => nowMs,
    idleMs: () => idleMs,
    callBack(afterMs, callback) {
      next = { afterMs, callback };
    },
    get asked() {
      return next?.afterMs;
    },
    work(ms) {
      nowMs += ms;
      return callBack();
    },
    rest(ms = next?.afterMs ?? 0) {
      nowMs += ms;
      idleMs += ms;
      return callBack();
    },
  };
}
