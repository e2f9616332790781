import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { isTimeZone } from './is-time-zone.ts';

/** What contradicts itself in the calendars of a definition. */
export function checkCalendars(definition: DefinitionInput): readonly Problem[] {
  return Object.entries(definition.calendars ?? {}).flatMap(([name, { from, to, timeZone }]) => {
    const problems: Problem[] = [];
    const path = `calendars.${name}`;
    if (from !== undefined && from === to) {
      problems.push({ path, message: `ends when it begins (${from})`, hint: 'leave out both for whole days' });
    }
    if (from === '24:00') {
      problems.push({ path: `${path}.from`, message: 'a day is over at 24:00', hint: 'write "00:00"' });
    }
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      problems.push({
        path: `${path}.timeZone`,
        message: `"${timeZone}" is not a time zone`,
        hint: 'write an IANA name like "Europe/Zurich"',
      });
    }
    return problems;
  });
}
