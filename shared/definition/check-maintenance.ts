import { checkReference } from './check-reference.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkTimeZone } from './check-time-zone.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import type { MaintenanceInput } from './people-settings.ts';
import type { KnownNames } from './sound-part.ts';

/** What is worked on exists. */
function checkSubjects(path: string, { of }: MaintenanceInput, known: KnownNames): readonly Problem[] {
  if (of === 'everything') return [];
  const { endpoints, groups, databases, kpis, refreshes } = known;
  const names = [...new Set([...groups, ...endpoints, ...databases, ...kpis, ...refreshes])];
  const unknown = of.flatMap((name, index) => {
    const message = `nothing that is monitored is called "${name}"`;
    const hint = name === 'everything' ? `write of: 'everything' without the list` : suggest(name, names);
    return names.includes(name) ? [] : [{ path: `${path}.of.${index}`, message, hint }];
  });
  return [...unknown, ...checkRepeats(`${path}.of`, of)];
}

function checkTimes(path: string, input: MaintenanceInput, known: KnownNames): readonly Problem[] {
  if ('during' in input) return checkReference(input.during, { path: `${path}.during`, section: 'calendars', known });
  const { from, until, timeZone } = input;
  // Both are wall-clock times of one form: they compare as texts.
  const order =
    from < until
      ? []
      : [{ path: `${path}.until`, message: `"${until}" is not after "${from}"`, hint: 'until comes last' }];
  return [...order, ...checkTimeZone(`${path}.timeZone`, timeZone)];
}

/** What contradicts itself in the maintenance windows of a definition. */
export function checkMaintenance(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.maintenance ?? {}).flatMap(([name, input]) => {
    const path = `maintenance.${name}`;
    return [...checkSubjects(path, input, known), ...checkTimes(path, input, known)];
  });
}
