import { describe, expect, it } from 'vitest';
import { createIncidentWorld, type IncidentWorld } from '../../support/incident-world.ts';

const minute = 60_000;
const startMs = Date.parse('2026-01-07T13:00:00Z');
const drill = (world: IncidentWorld, change: object = {}) =>
  world.invoke({ drill: { alarmId: 'endpoint/balancer/down', by: 'Ada', forMs: 15 * minute, ...change } });

describe('startDrill()', () => {
  it('marks the incident and whatever is said of it', async () => {
    const world = createIncidentWorld({ startMs });
    expect(await drill(world)).toMatchObject({
      started: true,
      incident: { drill: { by: 'Ada', endsAtMs: startMs + 15 * minute } },
    });
    expect(world.deliveries.every(({ headline }) => headline.startsWith('DRILL '))).toBe(true);
  });

  it('starts one where two ask at once', async () => {
    const world = createIncidentWorld({ startMs });
    const answers = await Promise.all([drill(world), drill(world)]);
    expect(answers).toContainEqual(expect.objectContaining({ started: true }));
    expect(answers).toContainEqual({
      started: false,
      problem: 'Cannot drill alarm "endpoint/balancer/down": one is under way until Wednesday 7 January 2026, 14:15:00',
    });
    expect(world.deliveries).toHaveLength(2);
  });

  it('ends one whose call was lost, and starts the next', async () => {
    const world = createIncidentWorld({ startMs, ports: { wakeUps: { set: async () => undefined } } });
    await drill(world);
    world.clock.nowMs += 60 * minute;
    expect(await drill(world)).toMatchObject({ started: true });
    expect(world.deliveries.map(({ tell }) => tell)).toEqual([
      'opening',
      'opening',
      'closing',
      'closing',
      'opening',
      'opening',
    ]);
  });

  it('is acknowledged and resolved like any other, and no number counts it', async () => {
    const world = createIncidentWorld({ startMs });
    const { incident } = (await drill(world)) as { readonly incident: { readonly id: string } };
    for (const action of ['acknowledge', 'resolve'] as const)
      expect(await world.invoke({ act: { action, incident: incident.id, by: 'Ada' } })).toMatchObject({ done: true });
    await world.passUntil(startMs + 60 * minute, { sweepMinutes: 5 });
    expect(world.deliveries.filter(({ tell }) => tell === 'closing')).toHaveLength(2);
    const names = world.numbers.map(({ metric }) => metric.name);
    expect(names).not.toContain('AcknowledgeSeconds');
    expect(names).not.toContain('ResolveSeconds');
  });

  it.each([0, 59_999, 86_400_001, Number.NaN])('refuses a length of %d ms', async (forMs) => {
    expect(await drill(createIncidentWorld({ startMs }), { forMs })).toMatchObject({
      started: false,
      problem: expect.stringContaining('its length must be from 1 minute to 1 day'),
    });
  });
});
