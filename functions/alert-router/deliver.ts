import type { ChannelContent } from '../../shared/model/channel-content.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** How often and how long a delivery is tried. The only place where these numbers stand. */
export const retryPolicy = {
  attempts: 5,
  /** Wait before the second attempt; doubled each time. */
  firstDelayMs: 500,
  longestDelayMs: 8_000,
  /** What a receiver may ask for by `Retry-After`; one that asks for more is tried again after this. */
  longestRetryAfterMs: 20_000,
  attemptTimeoutMs: 8_000,
  /** An attempt with less time than this left is not begun: it could be cut off after the receiver took the message. */
  shortestAttemptMs: 500,
} as const;

/** How a delivery ended. */
export interface DeliveryEnd {
  readonly result: DeliveryRecord['result'];
  readonly attempts: number;
  readonly problem?: string;
  /** What the vendor calls the message, where later ones can join it. */
  readonly thread?: string;
}

/** The world as a delivery needs it. */
export interface DeliveryPorts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Uniform in [0, 1): spreads retries of many alerts. */
  readonly random: () => number;
}

/**
 * Sends one message to one channel, again and again where that may help, until it is taken, refused, or the deadline (epoch
 * milliseconds) leaves no room for another attempt. Never rejects.
 */
export async function deliver(
  {
    channel,
    content,
    deadlineMs,
  }: { readonly channel: string; readonly content: ChannelContent; readonly deadlineMs: number },
  { outbox, clock, timer, random }: DeliveryPorts,
): Promise<DeliveryEnd> {
  let problem = 'There was no time for an attempt';
  for (let attempt = 1; ; attempt += 1) {
    const timeLeftMs = deadlineMs - clock.now();
    if (timeLeftMs < retryPolicy.shortestAttemptMs) return { result: 'gave-up', attempts: attempt - 1, problem };
    const timeoutMs = Math.min(retryPolicy.attemptTimeoutMs, timeLeftMs);
    const outcome = await outbox.send({ channel, content, timeoutMs }).catch(ownFault);
    if (outcome.result === 'delivered') return { ...outcome, attempts: attempt };
    if (outcome.result !== 'retry') return { result: outcome.result, attempts: attempt, problem: outcome.problem };
    problem = outcome.problem;
    const delayMs = outcome.retryAfterMs ?? backoffMs(attempt, random());
    const waitMs = Math.min(delayMs, retryPolicy.longestRetryAfterMs);
    const isLast = attempt >= retryPolicy.attempts || clock.now() + waitMs + retryPolicy.shortestAttemptMs > deadlineMs;
    if (isLast) return { result: 'gave-up', attempts: attempt, problem };
    await timer.wait(waitMs);
  }
}

/** An outbox never rejects; one that does has a bug, which must not cost the dead letter. Its message may hold a secret. */
function ownFault(error: unknown): SendOutcome {
  return {
    result: 'rejected',
    problem: `Sending failed by itself (${error instanceof Error ? error.name : typeof error})`,
  };
}

/** Between half and all of an exponentially growing delay. */
export function backoffMs(attempt: number, random: number): number {
  const fullMs = Math.min(retryPolicy.firstDelayMs * 2 ** (attempt - 1), retryPolicy.longestDelayMs);
  return Math.round(fullMs / 2 + (random * fullMs) / 2);
}
