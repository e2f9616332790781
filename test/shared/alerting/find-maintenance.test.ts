import { describe, expect, it } from 'vitest';
import { findMaintenance } from '../../../shared/alerting/find-maintenance.ts';
import type { MaintenanceWindow } from '../../../shared/model/policy.ts';
import { at, makeCalendar, makeOffice, show } from './schedule-samples.ts';

const base = { reason: 'planned', mutesBackstop: false };
const once = (name: string, from: string, until: string): MaintenanceWindow => ({
  ...base,
  name,
  when: { kind: 'once', fromMs: at(from), untilMs: at(until) },
});
const inside = (calendar: string): MaintenanceWindow => ({
  ...base,
  name: `in ${calendar}`,
  when: { kind: 'calendar', calendar },
});

const calendars = {
  night: makeCalendar({ fromMinute: 120, toMinute: 240 }),
  office: makeOffice(),
  always: makeCalendar(),
};
const upgrade = once('upgrade', '2026-01-05T10:00Z', '2026-01-05T12:00Z');
const move = once('move', '2026-01-05T11:00Z', '2026-01-05T13:00Z');

describe('findMaintenance()', () => {
  it.each([
    ['nothing before it begins', [upgrade], '2026-01-05T09:59:59.999Z', undefined],
    ['a window when it begins', [upgrade], '2026-01-05T10:00Z', 'upgrade until 2026-01-05T12:00Z'],
    ['nothing when it ends', [upgrade], '2026-01-05T12:00Z', undefined],
    ['the one that ends last of two', [upgrade, move], '2026-01-05T11:30Z', 'move until 2026-01-05T13:00Z'],
    ['the same in the other order', [move, upgrade], '2026-01-05T11:30Z', 'move until 2026-01-05T13:00Z'],
    ['the one that holds of two', [upgrade, move], '2026-01-05T10:30Z', 'upgrade until 2026-01-05T12:00Z'],
    ['the hours of a calendar', [inside('night')], '2026-01-05T01:30Z', 'in night until 2026-01-05T03:00Z'],
    ['nothing outside of its hours', [inside('night')], '2026-01-05T03:00Z', undefined],
    [
      'a calendar that never closes, with no end',
      [move, inside('always')],
      '2026-01-05T11:30Z',
      'in always until undefined',
    ],
    ['nothing in a calendar that there is not', [inside('nowhere')], '2026-01-05T11:30Z', undefined],
    ['nothing in a calendar of a built-in name', [inside('constructor')], '2026-01-05T11:30Z', undefined],
    ['nothing where there is no window', [], '2026-01-05T11:30Z', undefined],
  ])('finds %s', (_, windows, moment, expected) => {
    const found = findMaintenance(windows, calendars, at(moment));
    expect(found && `${found.window.name} until ${show(found.untilMs)}`).toBe(expected);
    expect(found !== undefined && 'untilMs' in found).toBe(expected !== undefined && !expected.endsWith('undefined'));
  });
});
