import { describe, expect, it } from 'vitest';
import { createIncidentWorld, toLines } from '../../support/incident-world.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Monday, 13:00 in Zurich; the digest goes out at 09:00. */
const startMs = Date.parse('2026-01-05T12:00:00Z');
const nineMs = Date.parse('2026-01-06T08:00:00Z');
const feed = 'endpoint/feed/down';

async function waiting() {
  const world = createIncidentWorld({ startMs });
  await world.tell(feed, 'ALARM');
  return world;
}

const once = ['01-06 08:00 engineering: INFO shop prod: 1 alert, 1 still open, since Mon 13:00 (Europe/Zurich)'];

describe('sendSummaries()', () => {
  it('lists an incident once, where many send at once', async () => {
    const world = await waiting();
    world.clock.nowMs = nineMs;
    await Promise.all(Array.from({ length: 5 }, () => world.invoke({ sweep: true })));
    expect(toLines(world.deliveries)).toEqual(once);
  });

  it('tries a digest that could not be told again with the next one, not at once', async () => {
    const world = await waiting();
    world.broken.add('engineering');
    await world.passUntil(nineMs + hour, { sweepMinutes: 5 });
    expect(toLines(world.deliveries)).toEqual([`${once[0]} [gave-up]`]);
    expect(world.letters).toHaveLength(1);
    world.broken.clear();
    await world.passUntil(nineMs + 25 * hour, { sweepMinutes: 60 });
    expect(world.deliveries.map(({ result }) => result)).toEqual(['gave-up', 'delivered']);
  });

  it('counts a channel that failed', async () => {
    const world = await waiting();
    world.broken.add('engineering');
    await world.passUntil(nineMs);
    const failed = world.numbers.filter(({ metric }) => metric.name === 'ChannelFailed');
    expect(failed).toMatchObject([{ metric: { dimensions: { Channel: 'engineering' } }, value: 1 }]);
  });

  it('takes nobody for told of an incident that opened while it was sent', async () => {
    const world = await waiting();
    const { send } = world.ports.outbox;
    let isFirst = true;
    Object.assign(world.ports.outbox, {
      send: async (parcel: Parameters<typeof send>[0]) => {
        if (isFirst) {
          isFirst = false;
          const [incident] = await world.log();
          await world.invoke({ act: { action: 'resolve', incident: incident?.id ?? '', by: 'Ada' } });
          await world.tell(feed, 'OK', nineMs + 1);
          await world.tell(feed, 'ALARM', nineMs + 2);
        }
        return await send(parcel);
      },
    });
    await world.passUntil(nineMs + 2 * minute, { sweepMinutes: 1 });
    const [first, second] = await world.log();
    expect(first?.told).toMatchObject({ engineering: { atMs: nineMs } });
    expect(second).toMatchObject({ told: {}, phase: 'held' });
    await world.passUntil(nineMs + 25 * hour, { sweepMinutes: 60 });
    expect(toLines(world.deliveries).slice(1)).toEqual([
      '01-07 08:00 engineering: INFO shop prod: 2 alerts, 1 still open, since Mon 13:00 (Europe/Zurich)',
    ]);
  });
});
