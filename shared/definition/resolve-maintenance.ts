import { Temporal } from 'temporal-polyfill';
import type { MaintenanceWindow } from '../model/policy.ts';
import type { DefinitionInput } from './definition-schema.ts';

/** Epoch milliseconds of wall-clock time in a zone; one that a change of time skips is the moment after it, one that it repeats the first. */
export function momentMs(moment: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(moment).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Maintenance windows as plain data. */
export function resolveMaintenance(definition: DefinitionInput): readonly MaintenanceWindow[] {
  return Object.entries(definition.maintenance ?? {}).map(([name, input]) => {
    const { reason, backstop } = input;
    const common = { name, reason, mutesBackstop: backstop === 'muted' };
    if ('during' in input) return { ...common, when: { kind: 'calendar', calendar: input.during } };
    const zone = input.timeZone ?? definition.timeZone;
    const fromMs = momentMs(input.from, zone);
    return { ...common, when: { kind: 'once', fromMs, untilMs: momentMs(input.until, zone) } };
  });
}
