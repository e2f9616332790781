import { describe, expect, it } from 'vitest';
import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';

const startMs = Date.parse('2026-01-07T13:00:00Z');
const handle = (event: unknown, world = createIncidentWorld({ startMs })) => handleEvent(event, 60_000, world.ports);

describe('handleEvent()', () => {
  it.each([null, 'wake', 7, [], {}, { wakes: {} }])(
    'takes %j for a message, which ends in the dead letters',
    async (event) => {
      const world = createIncidentWorld({ startMs });
      expect(await handle(event, world)).toMatchObject([{ outcome: 'dead-lettered' }]);
      expect(world.letters).toHaveLength(1);
    },
  );

  it('does nothing when it is woken for an alarm that it does not know', async () => {
    expect(await handle({ wake: { alarm: 'constructor' } })).toEqual({ deliveries: 0 });
  });

  it('names the incident in its log, and tells nothing else of it', async () => {
    const lines: string[] = [];
    const world = createIncidentWorld({ startMs, ports: { writeLine: (line) => void lines.push(line) } });
    await handle({ drill: { alarmId: 'endpoint/blog/down', by: 'Ada', forMs: 60_000 } }, world);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      type: 'alert-router',
      answer: { started: true, incident: expect.stringMatching(/^[0-9a-z]{12}$/) },
    });
  });

  it('fails where something could not be kept, so that the platform brings it again', async () => {
    const world = createIncidentWorld({ startMs });
    Object.assign(world.ports.incidents, { read: () => Promise.reject(new Error('InternalServerError')) });
    await expect(handle({ wake: { alarm: 'web' } }, world)).rejects.toThrow('InternalServerError');
  });
});
