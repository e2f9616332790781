import { checkLogin } from './check-login.ts';
import { checkTimeout } from './check-timeout.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { type RefreshInput, refreshDefaults } from './kpi-settings.ts';
import type { KnownNames } from './sound-part.ts';

/** A name that can be quoted as it is: a schema and a name, or a name alone. */
const plainName = /^([A-Za-z_][\w$]{0,62}\.)?[A-Za-z_][\w$]{0,62}(\(\))?$/;

function checkTarget(path: string, { view, call, concurrently }: RefreshInput): readonly Problem[] {
  if ((view === undefined) === (call === undefined)) {
    return [{ path, message: 'names no view and no function, or both', hint: 'write either view or call' }];
  }
  const problems: Problem[] = [];
  const [field, target] = view === undefined ? (['call', call ?? ''] as const) : (['view', view] as const);
  if (!plainName.test(target) || (field === 'view' && target.endsWith(')'))) {
    const hint = 'write it like "public.daily_revenue"';
    problems.push({ path: `${path}.${field}`, message: `"${target}" is not a plain name`, hint });
  }
  if (concurrently === true && field === 'call') {
    problems.push({ path: `${path}.concurrently`, message: 'is about a view', hint: 'leave it out for a function' });
  }
  return problems;
}

/** What contradicts itself in the refreshes of a definition. */
export function checkRefreshes(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.refreshes ?? {}).flatMap(([name, refresh]) => {
    const path = `refreshes.${name}`;
    const use = { path, database: refresh.database, role: 'refresh' } as const;
    const { every = refreshDefaults.every, timeout = refreshDefaults.timeout } = refresh;
    return [
      ...checkLogin(definition, use, known),
      ...checkTarget(path, refresh),
      ...checkTimeout(path, { every, timeout }),
    ];
  });
}
