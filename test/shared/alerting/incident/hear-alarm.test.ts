import { describe, expect, it } from 'vitest';
import { hearAlarm, isOldNews } from '../../../../shared/alerting/incident/hear-alarm.ts';
import { recordOf, sampleNews, startMs, toldIncident } from '../../../support/incident-samples.ts';
import { resolvedIncident } from '../../../support/stored-incidents.ts';

const minute = 60_000;
const open = recordOf(toldIncident());

describe('hearAlarm()', () => {
  it('opens an incident that nobody is told of yet', () => {
    const { incident } = hearAlarm(undefined, sampleNews('ALARM'), startMs);
    expect(incident).toMatchObject({ phase: 'held', openedAtMs: startMs, told: {}, tells: [], flaps: 0 });
    expect(incident?.id).toMatch(/^[0-9a-z]{12}$/);
  });

  it('opens nothing where the first word is that all is well', () => {
    expect(hearAlarm(undefined, sampleNews('OK'), startMs)).not.toHaveProperty('incident');
  });

  it('waits whether an alarm that is OK stays so', () => {
    const { incident, state } = hearAlarm(open, sampleNews('OK', 10), startMs + 10 * minute);
    expect({ state, phase: incident?.phase, since: incident?.recoveringSinceMs }).toEqual({
      state: 'OK',
      phase: 'open',
      since: startMs + 10 * minute,
    });
  });

  it('counts how often it came back, in one incident that stays acknowledged', () => {
    const acknowledged = { atMs: startMs, by: 'Ada' };
    const recovering = recordOf(toldIncident({ acknowledged, recoveringSinceMs: startMs + minute }));
    const { incident } = hearAlarm(recovering, sampleNews('ALARM', 3), startMs + 3 * minute);
    expect(incident).toMatchObject({ id: toldIncident().id, flaps: 1, acknowledged });
    expect(incident).not.toHaveProperty('recoveringSinceMs');
  });

  it('opens the next one where the last is over', () => {
    const over = recordOf(resolvedIncident(toldIncident()));
    const { incident } = hearAlarm(over, sampleNews('ALARM', 30), startMs + 30 * minute);
    expect(incident).toMatchObject({ phase: 'held', openedAtMs: startMs + 30 * minute });
  });

  it('is not opened again by the end of an alarm that somebody resolved', () => {
    const over = recordOf(resolvedIncident(toldIncident()));
    expect(hearAlarm(over, sampleNews('OK', 30), startMs + 30 * minute).incident).toBe(over.incident);
  });

  it.each(['OK', 'ALARM'] as const)('changes nothing by a late or doubled %s', (state) => {
    expect(hearAlarm(open, sampleNews(state, 0), startMs + minute)).toBe(open);
    expect(hearAlarm(open, sampleNews(state, -5), startMs + minute)).toBe(open);
  });
});

describe('isOldNews()', () => {
  it.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('of %i minutes after the last is %s', (minutes, isOld) => {
    expect(isOldNews(open, sampleNews('OK', minutes))).toBe(isOld);
  });
});
