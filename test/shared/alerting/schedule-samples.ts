import fc from 'fast-check';
import type { Calendar } from '../../../shared/model/calendar.ts';
import type { Rotation, RotationLayer, RotationOverride } from '../../../shared/model/rotation.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Epoch milliseconds of a moment with its offset. */
export const at = (iso: string): number => Date.parse(iso);

/** A moment in UTC, as people compare them: `2026-01-05T08:00Z`. */
export const show = (timeMs: number | undefined): string | undefined =>
  timeMs === undefined ? undefined : new Date(timeMs).toISOString().replace(':00.000Z', 'Z');

export const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Round the clock in Zurich, unless told otherwise; hours in minutes after midnight. */
export function makeCalendar(differs: Partial<Calendar> = {}): Calendar {
  return { days: everyDay, fromMinute: 0, toMinute: 1_440, except: [], timeZone: 'Europe/Zurich', ...differs };
}

/** Monday to Friday, 08:30 to 18:30. */
export function makeOffice(differs: Partial<Calendar> = {}): Calendar {
  return makeCalendar({ days: everyDay.slice(0, 5), fromMinute: 510, toMinute: 1_110, ...differs });
}

/** Ada, Ben and Cyd for a week each, from Monday 5 January 2026 at 09:00 on; the next one is the backup. */
export function makeLayer(differs: Partial<RotationLayer> = {}): RotationLayer {
  return {
    name: 'all',
    people: ['ada', 'ben', 'cyd'],
    turn: { unit: 'week', count: 1 },
    handoverMinute: 540,
    startDate: '2026-01-05',
    backupOffset: 1,
    ...differs,
  };
}

/** One layer in Zurich, unless told otherwise. */
export function makeRotation(differs: Partial<Rotation> = {}): Rotation {
  return {
    id: 'platform',
    title: 'Platform',
    timeZone: 'Europe/Zurich',
    layers: [makeLayer()],
    overrides: [],
    ...differs,
  };
}

/** Somebody takes the place of the primary. */
export function makeOverride(
  person: string,
  from: string,
  until: string,
  differs: Partial<RotationOverride> = {},
): RotationOverride {
  return { person, role: 'primary', from, until, ...differs };
}

/** Zones with a change of time of an hour, of half an hour, at midnight, and with none. */
export const anyZone = fc.constantFrom(
  'Europe/Zurich',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
  'UTC',
);

/** Days around which those zones change their time in 2026, and ones at the end of years and of February. */
const specialDays = [
  ...['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'],
  ...['2026-12-31', '2028-02-28'],
];

/** A moment, often near to one at which arithmetic of time goes wrong; whole minutes. */
export const anyMoment = fc.oneof(
  fc
    .tuple(fc.constantFrom(...specialDays), fc.integer({ min: -36 * 60, max: 60 * 60 }))
    .map(([day, minutes]) => at(`${day}T00:00Z`) + minutes * minuteMs),
  fc.integer({ min: 0, max: 4 * 365 * 24 * 60 }).map((minutes) => at('2026-01-01T00:00Z') + minutes * minuteMs),
);

const anyMinute = fc.oneof(fc.constantFrom(0, 30, 90, 120, 150, 180, 1_439), fc.integer({ min: 0, max: 1_439 }));

export const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  days: fc.subarray([...everyDay], { minLength: 1 }),
  fromMinute: anyMinute,
  toMinute: fc.oneof(anyMinute, fc.constant(1_440)),
  except: fc.subarray(['2026-03-29', '2026-10-26', '2028-02-29', '12-25', '01-01', '02-29', '11-01']),
  timeZone: anyZone,
});

const anyLayer: fc.Arbitrary<RotationLayer> = fc
  .record({
    name: fc.constant('layer'),
    people: fc.subarray(['ada', 'ben', 'cyd', 'dee'], { minLength: 1 }),
    turn: fc.record({ unit: fc.constantFrom('day', 'week'), count: fc.integer({ min: 1, max: 3 }) }),
    handoverMinute: fc.oneof(anyMinute, fc.constant(1_440)),
    startDate: fc.constantFrom('2026-01-05', '2026-02-28', '2026-03-25', '2026-10-20', '2025-12-29'),
    backupOffset: fc.integer({ min: 0, max: 4 }),
    during: fc.option(anyCalendar, { nil: undefined }),
  })
  .map(({ during, ...layer }) => ({ ...layer, ...(during === undefined ? {} : { during }) }));

const anyOverride: fc.Arbitrary<RotationOverride> = fc
  .tuple(anyMoment, fc.integer({ min: 1, max: 3_000 }))
  .chain(([fromMs, minutes]) =>
    fc.record({
      person: fc.constantFrom('ada', 'ben', 'zed'),
      role: fc.constantFrom('primary', 'backup'),
      from: fc.constant(new Date(fromMs).toISOString().slice(0, 16)),
      until: fc.constant(new Date(fromMs + minutes * minuteMs).toISOString().slice(0, 16)),
    }),
  );

export const anyRotation: fc.Arbitrary<Rotation> = fc.record({
  id: fc.constant('platform'),
  title: fc.constant('Platform'),
  timeZone: anyZone,
  layers: fc.array(anyLayer, { minLength: 1, maxLength: 3 }),
  overrides: fc.array(anyOverride, { maxLength: 4 }),
});
