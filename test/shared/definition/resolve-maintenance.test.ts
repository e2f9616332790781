import { describe, expect, it } from 'vitest';
import { resolveMaintenance } from '../../../shared/definition/resolve-maintenance.ts';
import { makeDefinition } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const windowOf = (change: Change) =>
  resolveMaintenance(
    makeDefinition({ maintenance: { move: { of: 'everything', reason: 'a new rack', ...change } } }),
  )[0];

const whenOf = (from: string, until: string, change: Change = {}) => {
  const when = windowOf({ from, until, ...change })?.when;
  return when?.kind === 'once'
    ? [when.fromMs, when.untilMs].map((ms) => new Date(ms).toISOString().slice(0, 16))
    : when;
};

describe('resolveMaintenance()', () => {
  it.each<readonly [string, readonly [string, string, Change?], readonly [string, string]]>([
    ['in winter', ['2026-01-10T22:00', '2026-01-11T02:00'], ['2026-01-10T21:00', '2026-01-11T01:00']],
    ['in summer', ['2026-07-01T22:00', '2026-07-02T02:00'], ['2026-07-01T20:00', '2026-07-02T00:00']],
    [
      'over an hour that is skipped',
      ['2026-03-29T01:30', '2026-03-29T02:30'],
      ['2026-03-29T00:30', '2026-03-29T01:30'],
    ],
    [
      'over an hour that is repeated',
      ['2026-10-25T01:30', '2026-10-25T02:30'],
      ['2026-10-24T23:30', '2026-10-25T00:30'],
    ],
    [
      'in its own zone',
      ['2026-07-01T22:00', '2026-07-02T02:00', { timeZone: 'America/New_York' }],
      ['2026-07-02T02:00', '2026-07-02T06:00'],
    ],
  ])('reads the clock on the wall %s', (_, [from, until, change], moments) => {
    expect(whenOf(from, until, change)).toEqual(moments);
  });

  it('names the calendar of what comes again, and mutes the backstop only where that is written', () => {
    expect(windowOf({ during: 'night' })).toEqual({
      name: 'move',
      reason: 'a new rack',
      mutesBackstop: false,
      when: { kind: 'calendar', calendar: 'night' },
    });
    expect(windowOf({ during: 'night', backstop: 'muted' })).toMatchObject({ mutesBackstop: true });
  });
});
