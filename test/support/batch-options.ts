import type { BatchOptions } from '../../functions/endpoint-probe/run-batch.ts';
import type { Finding } from '../../shared/probes/probe.ts';
import { createResolver } from '../../shared/probes/resolver.ts';

/** What a probe finds that went well in 20 ms. */
export const fineFinding: Finding = {
  checks: [{ check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' }],
  phases: { totalMs: 20 },
  errorBoundMs: 0.1,
  statusCode: 200,
};

/** A timer of which the test decides when time is up: waits longer than a minute only end by signal or by `expire`. */
export function createFakeTimer() {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  return {
    /** Every wait so far, in milliseconds. */
    get waited() {
      return waits.map(({ ms }) => ms);
    },
    /** Ends the waits of exactly this length. */
    expire(ms: number): void {
      for (const wait of waits) if (wait.ms === ms) wait.end();
    },
    wait(ms: number, signal?: AbortSignal): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      waits.push({ ms, end: resolve });
      signal?.addEventListener('abort', () => resolve(), { once: true });
      return promise;
    },
  };
}

/** Batch options without a network: `run` stands for the probes, retries wait no time. */
export function batchOptions(run: NonNullable<BatchOptions['run']>, differs: Partial<BatchOptions> = {}): BatchOptions {
  return {
    context: {
      resolver: createResolver(),
      secrets: { get: async ({ secret }) => `value of ${secret}` },
      clock: { now: () => 0, turnMs: () => 0, exactNow: () => 0 },
      now: () => 1_767_600_000_000,
    },
    timer: {
      wait: (ms, signal) =>
        ms < 1_000 ? Promise.resolve() : new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
    },
    random: () => 0.5,
    location: 'eu-central-1',
    budgetMs: 55_000,
    run,
    ...differs,
  };
}
