import { describe, expect, it } from 'vitest';
import { createMemoryIncidentStore } from '../../../local/memory/incident-store.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { describeIncidentStore } from '../../support/describe-incident-store.ts';
import { incidentsBeginAtMs, resolvedIncident, storedIncident, storedRecord } from '../../support/stored-incidents.ts';

describeIncidentStore('memory', async () => {
  let nowMs = incidentsBeginAtMs;
  return {
    store: createMemoryIncidentStore({ clock: { now: () => nowMs } }),
    pass(ms) {
      nowMs += ms;
    },
    close: async () => undefined,
  };
});

describe('createMemoryIncidentStore()', () => {
  it('tells of the incident of every write that was made, and of no other', async () => {
    const heard: Incident[] = [];
    const store = createMemoryIncidentStore({
      clock: { now: () => incidentsBeginAtMs },
      onChange: (incident) => heard.push(incident),
    });
    await store.write(storedRecord(), { after: undefined });
    await store.write(storedRecord(storedIncident({ flaps: 1 })), { after: undefined });
    await store.write(storedRecord(resolvedIncident()), { after: 1 });
    await store.write({ alarm: 'other', state: 'OK', changedAtMs: incidentsBeginAtMs }, { after: undefined });
    expect(heard).toEqual([storedIncident(), resolvedIncident()]);
  });
});
