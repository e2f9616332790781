import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, deliver, retryPolicy } from '../../../functions/alert-router/deliver.ts';
import type { SendOutcome } from '../../../shared/model/send-outcome.ts';
import type { Parcel } from '../../../shared/ports/outbox.ts';
import { changedAtMs } from '../../support/alert-samples.ts';
import { createSteppedTime } from '../../support/stepped-time.ts';

const delivered: SendOutcome = { result: 'delivered' };
const overloaded: SendOutcome = { result: 'retry', problem: 'HTTP 503' };
const refused: SendOutcome = { result: 'rejected', problem: 'HTTP 404: no_service' };
const busyFor = (retryAfterMs: number): SendOutcome => ({ result: 'retry', problem: 'HTTP 429', retryAfterMs });

/** Delivers to an outbox that answers as scripted; the last answer repeats. */
async function deliverTo(script: readonly SendOutcome[], { roomMs = 50_000, random = 1 } = {}) {
  const time = createSteppedTime(changedAtMs);
  const parcels: Parcel[] = [];
  const outbox = {
    send: async (parcel: Parcel) => {
      parcels.push(parcel);
      return script[Math.min(parcels.length, script.length) - 1] ?? delivered;
    },
  };
  const content = { via: 'topic', message: 'web is down' } as const;
  const work = deliver(
    { channel: 'chat', content, deadlineMs: changedAtMs + roomMs },
    { ...time, outbox, random: () => random },
  );
  return { end: await time.run(work), waitsMs: time.waitsMs, parcels, tookMs: time.clock.now() - changedAtMs };
}

describe('deliver()', () => {
  it('sends once where that is enough', async () => {
    const { end, waitsMs, parcels } = await deliverTo([delivered]);
    expect(end).toEqual({ result: 'delivered', attempts: 1 });
    expect(parcels).toMatchObject([
      { channel: 'chat', content: { message: 'web is down' }, timeoutMs: retryPolicy.attemptTimeoutMs },
    ]);
    expect(waitsMs).toEqual([]);
  });

  it('brings back what the vendor calls the message', async () => {
    const { end } = await deliverTo([overloaded, { result: 'delivered', thread: '1503435956.000247' }]);
    expect(end).toEqual({ result: 'delivered', attempts: 2, thread: '1503435956.000247' });
  });

  it('tries again where that may help, and waits longer each time', async () => {
    const { end, waitsMs } = await deliverTo([overloaded, overloaded, overloaded, delivered]);
    expect(end).toEqual({ result: 'delivered', attempts: 4 });
    expect(waitsMs).toEqual([500, 1_000, 2_000]);
  });

  it('does not try again where it is refused', async () => {
    const { end, parcels } = await deliverTo([overloaded, refused]);
    expect(end).toEqual({ result: 'rejected', attempts: 2, problem: 'HTTP 404: no_service' });
    expect(parcels).toHaveLength(2);
  });

  it('gives up after its attempts, and says why', async () => {
    const { end } = await deliverTo([overloaded]);
    expect(end).toEqual({ result: 'gave-up', attempts: retryPolicy.attempts, problem: 'HTTP 503' });
  });

  it('shows instead of sending where the outbox does', async () => {
    const { end } = await deliverTo([{ result: 'rehearsed', problem: 'Shown here' }]);
    expect(end).toEqual({ result: 'rehearsed', attempts: 1, problem: 'Shown here' });
  });

  it.each([
    { what: 'as long as the receiver asks', asksMs: 7_000, waitsMs: [7_000] },
    { what: 'not at all where it asks for nothing', asksMs: 0, waitsMs: [0] },
    { what: 'no longer than its own limit', asksMs: 3_600_000, waitsMs: [retryPolicy.longestRetryAfterMs] },
  ])('waits $what', async ({ asksMs, waitsMs }) => {
    const delivery = await deliverTo([busyFor(asksMs), delivered]);
    expect(delivery.end.result).toBe('delivered');
    expect(delivery.waitsMs).toEqual(waitsMs);
  });

  it('gives up at once where the wait would outlast its time', async () => {
    const { end, tookMs } = await deliverTo([busyFor(15_000), delivered], { roomMs: 10_000 });
    expect(end).toEqual({ result: 'gave-up', attempts: 1, problem: 'HTTP 429' });
    expect(tookMs).toBe(0);
  });

  it('gives an attempt no more time than there is', async () => {
    const { parcels } = await deliverTo([delivered], { roomMs: 3_000 });
    expect(parcels[0]?.timeoutMs).toBe(3_000);
  });

  it.each([-1, 0, retryPolicy.shortestAttemptMs - 1])('begins nothing with %d ms left', async (roomMs) => {
    const { end, parcels } = await deliverTo([delivered], { roomMs });
    expect(end).toEqual({ result: 'gave-up', attempts: 0, problem: 'There was no time for an attempt' });
    expect(parcels).toEqual([]);
  });

  it('is over by its deadline, whatever the receiver says', async () => {
    const outcome = fc.oneof(fc.constantFrom(overloaded, refused), fc.integer({ min: 0, max: 100_000 }).map(busyFor));
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 60_000 }),
        async (script, roomMs) => {
          const { end, tookMs, parcels } = await deliverTo(script, { roomMs });
          expect(tookMs).toBeLessThanOrEqual(roomMs);
          expect(parcels).toHaveLength(end.attempts);
          expect(end.attempts).toBeLessThanOrEqual(retryPolicy.attempts);
          expect(end.problem).toBeTypeOf('string');
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('backoffMs()', () => {
  it.each([
    [1, 0, 250],
    [1, 1, 500],
    [3, 0.5, 1_500],
    [5, 1, 8_000],
    [60, 1, retryPolicy.longestDelayMs],
  ])('waits after attempt %d with random %d for %d ms', (attempt, random, ms) => {
    expect(backoffMs(attempt, random)).toBe(ms);
  });
});
