import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listShifts } from '../../../shared/alerting/list-shifts.ts';
import { whoIsOnCall } from '../../../shared/alerting/who-is-on-call.ts';
import type { OnCallRole, Rotation } from '../../../shared/model/rotation.ts';
import {
  anyMoment,
  anyRotation,
  at,
  dayMs,
  makeLayer,
  makeOffice,
  makeOverride,
  makeRotation,
  minuteMs,
  show,
} from './schedule-samples.ts';

const story = (rotation: Rotation, role: OnCallRole, from: string, to: string): readonly string[] =>
  listShifts(rotation, role, { fromMs: at(from), toMs: at(to) }).map(
    ({ fromMs, untilMs, person = 'nobody', isOverride }) =>
      `${show(fromMs)} ${show(untilMs)} ${person}${isOverride ? ' instead' : ''}`,
  );

describe('listShifts()', () => {
  it('cuts the turns off at the ends of the period', () => {
    expect(story(makeRotation(), 'primary', '2026-01-07T00:00Z', '2026-01-20T00:00Z')).toEqual([
      '2026-01-07T00:00Z 2026-01-12T08:00Z ada',
      '2026-01-12T08:00Z 2026-01-19T08:00Z ben',
      '2026-01-19T08:00Z 2026-01-20T00:00Z cyd',
    ]);
  });

  it('makes the week of a change of time longer and shorter by an hour', () => {
    expect(story(makeRotation(), 'primary', '2026-03-23T08:00Z', '2026-04-06T07:00Z')).toEqual([
      '2026-03-23T08:00Z 2026-03-30T07:00Z cyd',
      '2026-03-30T07:00Z 2026-04-06T07:00Z ada',
    ]);
  });

  it('says where nobody is on call', () => {
    expect(story(makeRotation(), 'primary', '2026-01-01T00:00Z', '2026-01-06T00:00Z')).toEqual([
      '2026-01-01T00:00Z 2026-01-05T08:00Z nobody',
      '2026-01-05T08:00Z 2026-01-06T00:00Z ada',
    ]);
  });

  it('merges what goes on: a handover to oneself, and a layer that takes over with the same person', () => {
    const office = makeLayer({ people: ['ada'], turn: { unit: 'day', count: 1 }, during: makeOffice() });
    const rotation = makeRotation({ layers: [office, makeLayer({ people: ['ada'] })] });
    expect(story(rotation, 'primary', '2026-01-06T00:00Z', '2026-02-06T00:00Z')).toEqual([
      '2026-01-06T00:00Z 2026-02-06T00:00Z ada',
    ]);
  });

  it('shows overrides, and layers that follow the sun', () => {
    const rotation = makeRotation({
      layers: [makeLayer({ people: ['ada'], during: makeOffice() }), makeLayer({ people: ['ben'] })],
      overrides: [makeOverride('zed', '2026-01-06T17:30', '2026-01-06T20:00')],
    });
    expect(story(rotation, 'primary', '2026-01-06T08:00Z', '2026-01-07T09:00Z')).toEqual([
      '2026-01-06T08:00Z 2026-01-06T16:30Z ada',
      '2026-01-06T16:30Z 2026-01-06T19:00Z zed instead',
      '2026-01-06T19:00Z 2026-01-07T07:30Z ben',
      '2026-01-07T07:30Z 2026-01-07T09:00Z ada',
    ]);
  });

  it('lists the backups as they change with the primary', () => {
    const rotation = makeRotation({ overrides: [makeOverride('ben', '2026-01-06T12:00', '2026-01-06T13:00')] });
    expect(story(rotation, 'backup', '2026-01-06T10:00Z', '2026-01-06T14:00Z')).toEqual([
      '2026-01-06T10:00Z 2026-01-06T11:00Z ben',
      '2026-01-06T11:00Z 2026-01-06T12:00Z cyd',
      '2026-01-06T12:00Z 2026-01-06T14:00Z ben',
    ]);
  });

  it.each(['2026-01-06T00:00Z', '2026-01-05T00:00Z'])(
    'lists nothing of a period that ends at %s, when it begins',
    (to) => {
      expect(story(makeRotation(), 'primary', '2026-01-06T00:00Z', to)).toEqual([]);
    },
  );

  it('covers its period without a gap, and its neighbours differ', () => {
    fc.assert(
      fc.property(anyRotation, anyMoment, fc.integer({ min: 1, max: 60 }), (rotation, fromMs, days) => {
        const toMs = fromMs + days * dayMs;
        for (const role of ['primary', 'backup'] as const) {
          const shifts = listShifts(rotation, role, { fromMs, toMs });
          expect(shifts.map((shift) => shift.fromMs)).toEqual([
            fromMs,
            ...shifts.slice(0, -1).map((shift) => shift.untilMs),
          ]);
          expect(shifts.at(-1)?.untilMs).toBe(toMs);
          for (const [index, { person, isOverride }] of shifts.entries()) {
            const next = shifts[index + 1];
            expect(next?.person === person && next?.isOverride === isOverride).toBe(false);
          }
        }
      }),
    );
  });

  it('agrees with whoIsOnCall() at the ends of every shift and anywhere between', () => {
    const anyMinutes = fc.array(fc.nat({ max: 40 * 24 * 60 - 1 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(
        anyRotation,
        anyMoment,
        anyMinutes,
        fc.constantFrom('primary', 'backup'),
        (rotation, fromMs, minutes, role) => {
          const shifts = listShifts(rotation, role, { fromMs, toMs: fromMs + 40 * dayMs });
          const edges = shifts
            .slice(0, 20)
            .flatMap((shift) => [shift.fromMs, shift.untilMs - minuteMs, shift.untilMs - 1]);
          for (const moment of [...edges, ...minutes.map((minute) => fromMs + minute * minuteMs)]) {
            if (moment < fromMs) continue;
            const {
              fromMs: _from,
              untilMs: _until,
              ...listed
            } = shifts.find((shift) => shift.fromMs <= moment && moment < shift.untilMs) ?? expect.fail('a gap');
            expect(listed).toEqual(whoIsOnCall(rotation, role, moment));
          }
        },
      ),
    );
  });

  it.each([
    ['Europe/Zurich', '2026-03-28T00:00Z'],
    ['Europe/Zurich', '2026-10-24T00:00Z'],
    ['America/New_York', '2026-10-31T00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T00:00Z'],
    ['America/Havana', '2026-10-31T00:00Z'],
  ])('agrees with whoIsOnCall() in every minute of the change of time in %s after %s', (timeZone, from) => {
    const night = makeOffice({ days: ['saturday', 'sunday'], fromMinute: 30, toMinute: 150, timeZone });
    const rotation = makeRotation({
      timeZone,
      layers: [
        makeLayer({ during: night, turn: { unit: 'day', count: 1 }, handoverMinute: 105 }),
        makeLayer({ people: ['dee', 'eve'], turn: { unit: 'day', count: 1 }, handoverMinute: 150 }),
      ],
      overrides: [makeOverride('zed', `${from.slice(0, 10)}T23:45`, `${from.slice(0, 10)}T23:50`)],
    });
    const period = { fromMs: at(from), toMs: at(from) + 2.5 * dayMs };
    const shifts = listShifts(rotation, 'primary', period);
    const stepped: string[] = [];
    for (let moment = period.fromMs; moment < period.toMs; moment += minuteMs) {
      const { person } = whoIsOnCall(rotation, 'primary', moment);
      if (person !== stepped.at(-1)?.split(' ')[1]) stepped.push(`${show(moment)} ${person}`);
    }
    expect(shifts.map(({ fromMs, person }) => `${show(fromMs)} ${person}`)).toEqual(stepped);
    expect(shifts.length).toBeGreaterThan(5);
  });
});
