import { Temporal } from 'temporal-polyfill';
import type { Person, Team } from '../model/person.ts';
import type { Rotation, RotationLayer } from '../model/rotation.ts';
import { type Weekday, weekdays } from '../model/weekday.ts';
import { minuteOf, resolveCalendar } from './calendar-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { type RotationInput, rotationDefaults } from './people-settings.ts';

/** Everybody who can be told, as written. */
export function resolvePeople({ people = {} }: DefinitionInput): readonly Person[] {
  return Object.entries(people).map(([id, { name, email, phone, slack }]) => ({
    id,
    name: name ?? id,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(slack === undefined ? {} : { slack }),
  }));
}

/** Teams as written. */
export function resolveTeams({ teams = {} }: DefinitionInput): readonly Team[] {
  return Object.entries(teams).map(([id, { title, people }]) => ({ id, title: title ?? id, people }));
}

type LayerInput = Extract<RotationInput, { readonly layers: unknown }>['layers'][string];

function resolveLayer(name: string, layer: LayerInput, definition: DefinitionInput): RotationLayer {
  const { people, turn, turns, handover, start, backup, during } = layer;
  const unit = turn ?? rotationDefaults.turn;
  const calendar = during === undefined ? undefined : definition.calendars?.[during];
  const { timeZone, holidays = {} } = definition;
  return {
    name,
    people,
    turn: { unit, count: turns ?? rotationDefaults.turns },
    handoverMinute: minuteOf(handover?.at ?? rotationDefaults.at),
    startDate: unit === 'week' ? weekdayOnOrBefore(start, handover?.on ?? rotationDefaults.on) : start,
    backupOffset: backup ?? (people.length > 1 ? 1 : 0),
    ...(calendar === undefined ? {} : { during: resolveCalendar(calendar, { zone: timeZone, lists: holidays }) }),
  };
}

/** The last day with that name on or before a date: any day of the first turn may be written as its start. */
function weekdayOnOrBefore(date: string, weekday: Weekday): string {
  const day = Temporal.PlainDate.from(date);
  const days = (day.dayOfWeek - 1 - weekdays.indexOf(weekday) + 7) % 7;
  return day.subtract({ days }).toString();
}

/** Rotations with nothing left open; one without layers has one of its own name. */
export function resolveRotations(definition: DefinitionInput): readonly Rotation[] {
  return Object.entries(definition.rotations ?? {}).map(([id, input]) => {
    const { title, timeZone, overrides = [] } = input;
    const layers = 'layers' in input ? Object.entries(input.layers) : [[id, input] as const];
    return {
      id,
      title: title ?? id,
      timeZone: timeZone ?? definition.timeZone,
      layers: layers.map(([name, layer]) => resolveLayer(name, layer, definition)),
      overrides: overrides.map(({ person, role = 'primary', from, until, reason }) => ({
        ...{ person, role, from, until },
        ...(reason === undefined ? {} : { reason }),
      })),
    };
  });
}
