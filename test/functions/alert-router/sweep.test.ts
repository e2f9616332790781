import { describe, expect, it } from 'vitest';
import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';

const minute = 60_000;
const startMs = Date.parse('2026-01-07T13:00:00Z');

function alarmNamed(world: ReturnType<typeof createIncidentWorld>, alarmId: string): string {
  const [name = ''] = Object.entries(world.ports.config.alarms).find(([, { id }]) => id === alarmId) ?? [];
  return name;
}

describe('sweep()', () => {
  it('does nothing where nothing was lost, and says that it was there', async () => {
    const world = createIncidentWorld({ startMs });
    expect(await world.invoke({ sweep: true })).toEqual({ due: 0, corrected: [], deliveries: 0 });
    expect(world.numbers.map(({ metric, value }) => [metric.name, value])).toEqual([['RouterSweep', 1]]);
  });

  it('looks at all the others where one record fails, and then fails', async () => {
    const world = createIncidentWorld({ startMs, ports: { wakeUps: { set: async () => undefined } } });
    await world.tell('endpoint/blog/down', 'ALARM');
    await world.tell('endpoint/balancer/down', 'ALARM');
    const { incidents } = world.ports;
    const { read } = incidents;
    const poisoned = alarmNamed(world, 'endpoint/balancer/down');
    await incidents.write({ alarm: 'aaa', state: 'OK', changedAtMs: startMs }, { after: undefined, dueAtMs: startMs });
    Object.assign(incidents, {
      read: (alarm: string) => (alarm === 'aaa' ? Promise.reject(new Error('ValidationException')) : read(alarm)),
    });
    world.clock.nowMs = startMs + 11 * minute;
    await expect(world.invoke({ sweep: true })).rejects.toThrow('ValidationException');
    expect(world.deliveries.at(-1)).toMatchObject({ alarmName: poisoned, tell: 'escalation' });
  });

  it('begins nothing once its time is over', async () => {
    const world = createIncidentWorld({ startMs });
    const { incidents } = world.ports;
    await incidents.write({ alarm: 'aaa', state: 'OK', changedAtMs: startMs }, { after: undefined, dueAtMs: startMs });
    Object.assign(incidents, { read: () => Promise.reject(new Error('too late')) });
    expect(await handleEvent({ sweep: true }, 10_000, world.ports)).toMatchObject({ due: 1, deliveries: 0 });
  });

  it('believes neither an alarm of others nor a state that it knows', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell('endpoint/blog/down', 'ALARM');
    const state = { state: 'ALARM', reason: 'Threshold Crossed', sinceMs: startMs + minute } as const;
    world.states.set('known', { ...state, alarmName: alarmNamed(world, 'endpoint/blog/down') });
    world.states.set('foreign', { ...state, alarmName: 'constructor' });
    world.clock.nowMs += 2 * minute;
    expect(await world.invoke({ sweep: true })).toMatchObject({ corrected: [], deliveries: 0 });
  });

  it('says why CloudWatch could not be asked', async () => {
    const alarmStates = { list: () => Promise.reject(new Error('Throttling')) };
    const world = createIncidentWorld({ startMs, ports: { alarmStates } });
    expect(await world.invoke({ sweep: true })).toMatchObject({ problem: 'Throttling' });
  });
});
