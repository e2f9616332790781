import { checkReference } from './check-reference.ts';
import { checkTimeZone } from './check-time-zone.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { KnownNames } from './sound-part.ts';

/** What contradicts itself in the calendars of a definition. */
export function checkCalendars(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.calendars ?? {}).flatMap(([name, { from, to, timeZone, holidays = [] }]) => {
    const problems: Problem[] = [];
    const path = `calendars.${name}`;
    if (from !== undefined && from === to) {
      problems.push({ path, message: `ends when it begins (${from})`, hint: 'leave out both for whole days' });
    }
    if (from === '24:00') {
      problems.push({ path: `${path}.from`, message: 'a day is over at 24:00', hint: 'write "00:00"' });
    }
    return [
      ...problems,
      ...checkTimeZone(`${path}.timeZone`, timeZone),
      ...holidays.flatMap((list, index) =>
        checkReference(list, { path: `${path}.holidays.${index}`, section: 'holidays', known }),
      ),
    ];
  });
}
