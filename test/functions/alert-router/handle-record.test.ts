import { describe, expect, it } from 'vitest';
import { createIncidentWorld, toLines } from '../../support/incident-world.ts';

const minute = 60_000;
const startMs = Date.parse('2026-01-07T13:00:00Z');
const balancer = 'endpoint/balancer/down';

describe('handleRecord()', () => {
  it('tells nobody again because a dead letter of somebody else could not be written', async () => {
    const world = createIncidentWorld({ startMs });
    const { send } = world.ports.outbox;
    Object.assign(world.ports.outbox, {
      send: async (parcel: Parameters<typeof send>[0]) =>
        parcel.channel === 'chat' ? { result: 'rejected', problem: 'HTTP 404' } : await send(parcel),
    });
    Object.assign(world.ports.deadLetters, { put: () => Promise.reject(new Error('AccessDenied')) });
    await expect(world.tell(balancer, 'ALARM')).rejects.toThrow('AccessDenied');
    for (let passed = 2; passed < 9; passed += 2) {
      world.clock.nowMs = startMs + passed * minute;
      await world.invoke({ sweep: true }).catch(() => undefined);
    }
    expect(toLines(world.deliveries).filter((line) => line.includes('ada/sms'))).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
    ]);
  });

  it.each(['read', 'write'] as const)('tells everybody in the end where a %s failed at any moment', async (call) => {
    for (let failing = 0; failing < 6; failing += 1) {
      const world = createIncidentWorld({ startMs });
      const original = world.ports.incidents[call].bind(world.ports.incidents) as (...all: never[]) => Promise<unknown>;
      let calls = 0;
      Object.assign(world.ports.incidents, {
        [call]: (...all: never[]) => {
          calls += 1;
          return calls - 1 === failing ? Promise.reject(new Error('InternalServerError')) : original(...all);
        },
      });
      // Lambda brings an event again that failed.
      await world.tell(balancer, 'ALARM', startMs).catch(() => world.tell(balancer, 'ALARM', startMs));
      for (const _again of [1, 2])
        await world.passUntil(startMs + 6 * minute, { sweepMinutes: 5 }).catch(() => undefined);
      expect([...new Set(world.deliveries.map(({ channel }) => channel))].sort()).toEqual(['ada/sms', 'chat']);
    }
  });
});
