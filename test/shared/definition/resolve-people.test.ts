import { describe, expect, it } from 'vitest';
import { resolvePeople, resolveRotations, resolveTeams } from '../../../shared/definition/resolve-people.ts';
import { makeDefinition } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const turns = { people: ['ben', 'cleo'], start: '2026-01-07' };

const rotationOf = (change: Change) =>
  resolveRotations(
    makeDefinition({
      calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00', holidays: ['zurich'], except: ['05-01'] } },
      holidays: { zurich: ['12-25'] },
      rotations: { platform: change },
    }),
  )[0];

const layerOf = (change: Change) => rotationOf({ ...turns, ...change })?.layers[0];

describe('resolvePeople() and resolveTeams()', () => {
  it('call people and teams by their keys where nothing else is written', () => {
    const definition = makeDefinition({
      people: { ben: { phone: { secret: 'phones/ben' } } },
      teams: { platform: { people: ['ada'] }, payments: { title: 'Payments', people: ['ben'] } },
    });
    expect(resolvePeople(definition)).toEqual([
      { id: 'ada', name: 'Ada', slack: 'U012ABCDEF' },
      { id: 'ben', name: 'ben', phone: { secret: 'phones/ben' } },
    ]);
    expect(resolveTeams(definition)).toEqual([
      { id: 'platform', title: 'platform', people: ['ada'] },
      { id: 'payments', title: 'Payments', people: ['ben'] },
    ]);
  });
});

describe('resolveRotations()', () => {
  it('gives weeks from Monday 09:00 in the zone of the definition, with whoever is next as backup', () => {
    expect(rotationOf(turns)).toEqual({
      id: 'platform',
      title: 'platform',
      timeZone: 'Europe/Zurich',
      overrides: [],
      layers: [
        {
          name: 'platform',
          people: ['ben', 'cleo'],
          turn: { unit: 'week', count: 1 },
          handoverMinute: 540,
          startDate: '2026-01-05',
          backupOffset: 1,
        },
      ],
    });
  });

  it.each<readonly [string, Change, string]>([
    ['the day itself', { start: '2026-01-05' }, '2026-01-05'],
    ['the handover before it', { start: '2026-01-11' }, '2026-01-05'],
    [
      'the handover of another weekday, over the new year',
      { start: '2026-01-01', handover: { on: 'friday' } },
      '2025-12-26',
    ],
    ['the day as it is written, where turns are days', { start: '2026-01-07', turn: 'day' }, '2026-01-07'],
  ])('begins the first turn on %s', (_, change, startDate) => {
    expect(layerOf(change)?.startDate).toBe(startDate);
  });

  it('has no backup of somebody who is alone, or where none is wanted', () => {
    expect(layerOf({ people: ['ben'] })?.backupOffset).toBe(0);
    expect(layerOf({ backup: 0 })?.backupOffset).toBe(0);
  });

  it('gives layers by name, with the hours of their calendars', () => {
    const layers = { eu: { ...turns, during: 'office', turn: 'day', turns: 3, handover: { at: '08:30' } } };
    expect(rotationOf({ title: 'Platform', timeZone: 'UTC', layers })).toMatchObject({
      title: 'Platform',
      timeZone: 'UTC',
      layers: [
        {
          ...{ name: 'eu', turn: { unit: 'day', count: 3 }, handoverMinute: 510 },
          during: { fromMinute: 510, toMinute: 1_080, except: ['05-01', '12-25'], timeZone: 'Europe/Zurich' },
        },
      ],
    });
  });

  it('takes an override for the primary where no role is written', () => {
    const away = { person: 'cleo', from: '2026-03-02T09:00', until: '2026-03-09T09:00' };
    const overrides = [away, { ...away, role: 'backup', reason: 'holiday' }];
    expect(rotationOf({ ...turns, overrides })?.overrides).toEqual([
      { ...away, role: 'primary' },
      { ...away, role: 'backup', reason: 'holiday' },
    ]);
  });
});
