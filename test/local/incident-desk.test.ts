import { describe, expect, it } from 'vitest';
import { createIncidentDesk } from '../../local/incident-desk.ts';
import { createMemoryIncidentStore } from '../../local/memory/incident-store.ts';
import { incidentPlan } from '../support/incident-plan.ts';
import { recordOf, startMs, toldIncident } from '../support/incident-samples.ts';
import { resolvedIncident } from '../support/stored-incidents.ts';

const clock = { now: () => startMs + 1_000 };

/** A desk whose router answers as told. */
function desk(answer?: unknown) {
  const incidents = createMemoryIncidentStore({ clock });
  const router = { invoke: async () => answer };
  return { incidents, desk: createIncidentDesk({ plan: incidentPlan(), clock, incidents, router }) };
}

const act = { action: 'acknowledge', by: 'Ada' } as const;
const failed = { problem: expect.stringContaining('the router failed') };

describe('createIncidentDesk()', () => {
  it('lists what is open first, however many came after it', async () => {
    const { incidents, desk: it } = desk();
    await incidents.write(recordOf(toldIncident({ openedAtMs: startMs - 1_000 })), { after: undefined });
    for (let index = 0; index < 250; index += 1) {
      const over = toldIncident({ id: `over${index}`, alarm: `alarm-${index}`, openedAtMs: startMs + index });
      await incidents.write(recordOf(resolvedIncident(over)), { after: undefined });
    }
    const listed = await it.incidents();
    expect(listed[0]).toMatchObject({ id: toldIncident().id, status: 'open' });
    expect(listed).toHaveLength(201);
  });

  it.each([
    ['a team by its title', 'platform', 'Platform'],
    ['a person by their name', 'ada', 'Ada'],
    ['what the plan no longer has by its id', 'gone', 'gone'],
  ])('names the owner of an incident: %s', async (_name, owner, ownerName) => {
    const { incidents, desk: it } = desk();
    await incidents.write(recordOf(toldIncident({ owner })), { after: undefined });
    expect(await it.incident(toldIncident().id)).toMatchObject({ owner, ownerName });
  });

  it('knows no incident that never was', async () => {
    expect(await desk().desk.incident('gone')).toBeUndefined();
    expect(await desk().desk.actOnIncident('gone', act)).toBeUndefined();
  });

  it.each([
    ['says why an action was refused', { done: false, problem: 'Cannot' }, { problem: 'Cannot' }],
    ['says that the router failed', undefined, failed],
  ])('%s', async (_name, answer, expected) => {
    const { incidents, desk: it } = desk(answer);
    await incidents.write(recordOf(toldIncident()), { after: undefined });
    expect(await it.actOnIncident(toldIncident().id, act)).toEqual(expected);
  });

  it('drills what the plan routes, and nothing else', async () => {
    const ask = { by: 'Ada', forMs: 60_000 };
    expect(await desk().desk.drill('endpoint/nope/down', ask)).toBeUndefined();
    expect(await desk().desk.drill('endpoint/blog/down', ask)).toEqual(failed);
    const started = { started: true, incident: toldIncident() };
    expect(await desk(started).desk.drill('endpoint/blog/down', ask)).toMatchObject({ incident: { status: 'open' } });
  });
});
