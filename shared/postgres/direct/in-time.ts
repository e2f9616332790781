/** How long something may take, and what else ends it. */
export interface TimeLimit {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What became of work; `late`: the time ran out, `stopped`: the signal aborted. */
export type TimedOutcome<T> =
  | { readonly over: 'done'; readonly value: T }
  | { readonly over: 'failed'; readonly error: unknown }
  | { readonly over: 'late' }
  | { readonly over: 'stopped' };

/** Waits for work within a time. Never rejects; whoever began the work ends it where it is `late` or `stopped`. */
export function inTime<T>(work: Promise<T>, { timeoutMs, signal }: TimeLimit): Promise<TimedOutcome<T>> {
  return new Promise((resolve) => {
    const timeout = setTimeout(() => settle({ over: 'late' }), Math.max(0, timeoutMs));
    const stop = () => settle({ over: 'stopped' });
    function settle(outcome: TimedOutcome<T>): void {
      clearTimeout(timeout);
      signal?.removeEventListener('abort', stop);
      resolve(outcome);
    }
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    work.then(
      (value) => settle({ over: 'done', value }),
      (error: unknown) => settle({ over: 'failed', error }),
    );
  });
}
