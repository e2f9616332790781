import type { ConnectionSpec } from './probe-settings.ts';

/** What the next wait depends on besides the policy. */
export interface RetrySituation {
  /** 1 for the first retry. */
  readonly retry: number;
  /** Time left to wait in. */
  readonly remainingMs: number;
  /** A random number in [0, 1), for jitter. */
  readonly random: () => number;
}

/**
 * How long to wait before a retry, or undefined where none is left or no time remains for it. `exponential` waits a random
 * part of a doubling limit ("full jitter", aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter), so that many
 * endpoints behind one broken link do not come back together.
 */
export function retryDelayMs(
  { times, delayMs, backoff }: ConnectionSpec['retry'],
  { retry, remainingMs, random }: RetrySituation,
): number | undefined {
  if (retry > times) return undefined;
  const waitMs = backoff === 'fixed' ? delayMs : random() * delayMs * 2 ** (retry - 1);
  return waitMs < remainingMs ? waitMs : undefined;
}
