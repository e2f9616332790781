import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoIsOnCall } from '../../../shared/alerting/who-is-on-call.ts';
import type { Rotation } from '../../../shared/model/rotation.ts';
import {
  anyMoment,
  anyRotation,
  anyZone,
  at,
  dayMs,
  makeCalendar,
  makeLayer,
  makeOffice,
  makeOverride,
  makeRotation,
} from './schedule-samples.ts';

const weekly = makeRotation();
const daily = makeRotation({ layers: [makeLayer({ turn: { unit: 'day', count: 1 } })] });
const nobody = { isOverride: false };
const turn = (person: string) => ({ person, isOverride: false });
const override = (person: string) => ({ person, isOverride: true });
const layered = (...layers: Parameters<typeof makeLayer>[0][]): Rotation =>
  makeRotation({ layers: layers.map((layer) => makeLayer(layer)) });

describe('whoIsOnCall()', () => {
  it.each([
    ['nobody before the first handover', weekly, '2026-01-05T08:59:59.999+01:00', nobody],
    ['the first one from the first handover on', weekly, '2026-01-05T09:00+01:00', turn('ada')],
    ['the same one until the next', weekly, '2026-01-12T08:59:59.999+01:00', turn('ada')],
    ['the second one then', weekly, '2026-01-12T09:00+01:00', turn('ben')],
    ['the first one again after the last', weekly, '2026-01-26T09:00+01:00', turn('ada')],
    ['the next one every day', daily, '2026-01-06T09:00+01:00', turn('ben')],
    ['the same one in the night', daily, '2026-01-07T03:00+01:00', turn('ben')],
    ['turns of three days', layered({ turn: { unit: 'day', count: 3 } }), '2026-01-08T09:00+01:00', turn('ben')],
    ['turns of two weeks', layered({ turn: { unit: 'week', count: 2 } }), '2026-01-19T08:59+01:00', turn('ada')],
    ['a handover at 24:00', layered({ handoverMinute: 1_440 }), '2026-01-13T00:00+01:00', turn('ben')],
    ['the moment before 24:00', layered({ handoverMinute: 1_440 }), '2026-01-12T23:59+01:00', turn('ada')],
    [
      'a turn of the leap day',
      layered({ turn: { unit: 'day', count: 1 }, startDate: '2028-02-28' }),
      '2028-02-29T09:00+01:00',
      turn('ben'),
    ],
    [
      'the turn after the leap day',
      layered({ turn: { unit: 'day', count: 1 }, startDate: '2028-02-28' }),
      '2028-03-01T09:00+01:00',
      turn('cyd'),
    ],
    ['a week over the end of a year', layered({ startDate: '2026-12-28' }), '2027-01-04T08:59+01:00', turn('ada')],
    ['the week after it', layered({ startDate: '2026-12-28' }), '2027-01-04T09:00+01:00', turn('ben')],
  ])('knows %s', (_, rotation, moment, expected) => {
    expect(whoIsOnCall(rotation, 'primary', at(moment))).toEqual(expected);
  });

  /** Two Mondays around each change of time, as the clock on the wall shows 09:00. */
  it.each([
    ['Europe/Zurich', '2026-03-23T09:00+01:00', '2026-03-30T09:00+02:00'],
    ['Europe/Zurich', '2026-10-19T09:00+02:00', '2026-10-26T09:00+01:00'],
    ['America/New_York', '2026-03-02T09:00-05:00', '2026-03-09T09:00-04:00'],
    ['America/New_York', '2026-10-26T09:00-04:00', '2026-11-02T09:00-05:00'],
    ['Australia/Lord_Howe', '2026-03-30T09:00+11:00', '2026-04-06T09:00+10:30'],
    ['Australia/Lord_Howe', '2026-09-28T09:00+10:30', '2026-10-05T09:00+11:00'],
  ])('hands over on Monday at 09:00 in both weeks around a change of time in %s (%s)', (timeZone, first, second) => {
    const rotation = makeRotation({ timeZone, layers: [makeLayer({ people: ['ada', 'ben'] })] });
    const [before, between, after] = [at(first) - 1, at(first), at(second)].map(
      (moment) => whoIsOnCall(rotation, 'primary', moment).person,
    );
    expect(whoIsOnCall(rotation, 'primary', at(second) - 1).person).toBe(between);
    expect(before).toBe(after);
    expect(between).not.toBe(after);
  });

  it.each([
    ['that is skipped an hour later', '2026-03-29T03:29+02:00', '2026-03-29T03:30+02:00'],
    ['that comes twice at the first time', '2026-10-25T02:29+02:00', '2026-10-25T02:30+02:00'],
  ])('hands over at a time of day %s', (_, before, handover) => {
    const day = handover.slice(0, 10);
    const rotation = layered({ turn: { unit: 'day', count: 1 }, handoverMinute: 150, startDate: day });
    expect(whoIsOnCall(rotation, 'primary', at(before))).toEqual(nobody);
    expect(whoIsOnCall(rotation, 'primary', at(handover))).toEqual(turn('ada'));
    expect(whoIsOnCall(rotation, 'primary', at(handover) + 2 * 3_600_000)).toEqual(turn('ada'));
  });

  const sun = layered(
    { name: 'europe', people: ['ada'], during: makeOffice({ fromMinute: 480, toMinute: 960 }) },
    {
      name: 'america',
      people: ['ben'],
      during: makeOffice({ fromMinute: 480, toMinute: 960, timeZone: 'America/New_York' }),
    },
    { name: 'nights', people: ['cyd'], during: makeCalendar({ days: ['friday'], fromMinute: 1_320, toMinute: 360 }) },
  );
  it.each([
    ['the first layer in its hours', '2026-02-03T15:59+01:00', turn('ada')],
    ['the first layer where two cover the moment', '2026-02-03T14:30+01:00', turn('ada')],
    ['the second one when the first ends', '2026-02-03T16:00+01:00', turn('ben')],
    ['nobody where no layer covers the moment', '2026-02-03T22:00+01:00', nobody],
    ['a night on the morning after', '2026-02-07T05:59+01:00', turn('cyd')],
    ['nobody at the end of a night', '2026-02-07T06:00+01:00', nobody],
    // America changes its time three weeks before Europe: 16:00 there is 22:00 here, then 21:00.
    ['a layer by its own clock', '2026-03-06T21:30+01:00', turn('ben')],
    ['a layer by its own clock after that has changed', '2026-03-17T21:30+01:00', nobody],
  ])('follows the sun: %s', (_, moment, expected) => {
    expect(whoIsOnCall(sun, 'primary', at(moment))).toEqual(expected);
  });

  it('leaves moments before a layer begins to the next layer', () => {
    const rotation = layered({ people: ['zed'], startDate: '2026-06-01' }, { people: ['ada'] });
    expect(whoIsOnCall(rotation, 'primary', at('2026-06-01T08:59+02:00'))).toEqual(turn('ada'));
    expect(whoIsOnCall(rotation, 'primary', at('2026-06-01T09:00+02:00'))).toEqual(turn('zed'));
  });

  const overridden = makeRotation({
    overrides: [
      makeOverride('zed', '2026-01-06T18:00', '2026-01-07T08:00'),
      makeOverride('yan', '2026-01-06T20:00', '2026-01-06T21:00'),
      makeOverride('xia', '2026-01-10T18:00', '2026-01-10T20:00', { role: 'backup' }),
      makeOverride('eve', '2025-12-31T18:00', '2026-01-01T08:00'),
    ],
  });
  it.each([
    ['until it begins', 'primary', '2026-01-06T17:59:59.999+01:00', turn('ada')],
    ['when it begins', 'primary', '2026-01-06T18:00+01:00', override('zed')],
    ['until it ends', 'primary', '2026-01-07T07:59:59.999+01:00', override('zed')],
    ['when it ends', 'primary', '2026-01-07T08:00+01:00', turn('ada')],
    ['by the one that was written last', 'primary', '2026-01-06T20:30+01:00', override('yan')],
    ['in its own role only', 'primary', '2026-01-10T19:00+01:00', turn('ada')],
    ['in the role of the backup', 'backup', '2026-01-10T19:00+01:00', override('xia')],
    ['where the rotation has not begun', 'primary', '2025-12-31T23:00+01:00', override('eve')],
    ['without a backup where it has not begun', 'backup', '2025-12-31T23:00+01:00', nobody],
  ] as const)('is overridden %s', (_, role, moment, expected) => {
    expect(whoIsOnCall(overridden, role, at(moment))).toEqual(expected);
  });

  it('reads overrides by the clock of the rotation over a change of time', () => {
    const rotation = makeRotation({ overrides: [makeOverride('zed', '2026-03-28T12:00', '2026-03-29T12:00')] });
    expect(whoIsOnCall(rotation, 'primary', at('2026-03-28T12:00+01:00'))).toEqual(override('zed'));
    expect(whoIsOnCall(rotation, 'primary', at('2026-03-29T11:59+02:00'))).toEqual(override('zed'));
    expect(whoIsOnCall(rotation, 'primary', at('2026-03-29T12:00+02:00'))).toEqual(turn('cyd'));
  });

  const tuesday = '2026-01-06T12:00+01:00';
  const replaced = (person: string, people: readonly string[], backupOffset = 1): Rotation =>
    makeRotation({
      layers: [makeLayer({ people, backupOffset })],
      overrides: [makeOverride(person, '2026-01-06T00:00', '2026-01-07T00:00')],
    });
  it.each([
    ['one turn ahead', weekly, turn('ben')],
    ['two turns ahead', layered({ backupOffset: 2 }), turn('cyd')],
    ['the next in order where the offset comes back to the primary', layered({ backupOffset: 3 }), turn('ben')],
    ['nobody where the offset is 0', layered({ backupOffset: 0 }), nobody],
    ['nobody where there is one person', layered({ people: ['ada'] }), nobody],
    ['the same where somebody else is the primary', replaced('zed', ['ada', 'ben', 'cyd']), turn('ben')],
    ['the one after where the backup is the primary', replaced('ben', ['ada', 'ben', 'cyd']), turn('cyd')],
    ['rather another one than whose turn it is', replaced('cyd', ['ada', 'ben', 'cyd'], 2), turn('ben')],
    ['whose turn it is where nobody else is left', replaced('ben', ['ada', 'ben']), turn('ada')],
    ['whose turn it is behind somebody else, where they are alone', replaced('zed', ['ada']), turn('ada')],
    ['nobody behind somebody else, where the offset is 0', replaced('zed', ['ada', 'ben'], 0), nobody],
  ])('has as backup %s', (_, rotation, expected) => {
    expect(whoIsOnCall(rotation, 'backup', at(tuesday))).toEqual(expected);
  });

  it('does not follow an override that makes the primary their own backup', () => {
    const overrides = [makeOverride('ada', '2026-01-06T00:00', '2026-01-07T00:00', { role: 'backup' })];
    expect(whoIsOnCall(makeRotation({ overrides }), 'backup', at(tuesday))).toEqual(turn('ben'));
  });

  it('never has the same primary and backup', () => {
    fc.assert(
      fc.property(anyRotation, anyMoment, (rotation, moment) => {
        const backup = whoIsOnCall(rotation, 'backup', moment).person;
        fc.pre(backup !== undefined);
        expect(backup).not.toBe(whoIsOnCall(rotation, 'primary', moment).person);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with days counted on the calendar on the wall', () => {
    // Changes of time happen at night: a handover of the day is met by exactly one moment.
    const handover = fc.integer({ min: 5 * 60, max: 22 * 60 });
    const length = fc.constantFrom(['day', 1], ['day', 5], ['week', 1], ['week', 3]) as fc.Arbitrary<
      ['day' | 'week', number]
    >;
    fc.assert(
      fc.property(anyZone, handover, length, anyMoment, (timeZone, handoverMinute, [unit, count], moment) => {
        const layer = makeLayer({ turn: { unit, count }, handoverMinute });
        const { date, minute } = readWall(moment, timeZone);
        const days =
          Math.round((Date.parse(date) - Date.parse(layer.startDate)) / dayMs) - (minute < handoverMinute ? 1 : 0);
        const turns = Math.floor(days / (count * (unit === 'week' ? 7 : 1)));
        const expected = turns < 0 ? undefined : layer.people[turns % layer.people.length];
        expect(whoIsOnCall(makeRotation({ timeZone, layers: [layer] }), 'primary', moment).person).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

/** The date and the minute of the day that a clock on the wall shows. */
function readWall(moment: number, timeZone: string): { readonly date: string; readonly minute: number } {
  const text = new Date(moment).toLocaleString('sv-SE', { timeZone });
  const [date = '', time = ''] = text.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return { date, minute: (hours ?? 0) * 60 + (minutes ?? 0) };
}
