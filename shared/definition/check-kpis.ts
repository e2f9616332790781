import { channelKinds } from '../channels/registry.ts';
import { formatDuration } from '../model/duration.ts';
import { mostSecondsLookedAt } from './check-databases.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import type { KpiAlertInput, KpiInput, RefreshInput } from './kpi-settings.ts';
import { resolveKpis } from './resolve-kpis.ts';
import type { KnownNames } from './sound-part.ts';

const unknown = (what: string, path: string, name: string, known: readonly string[]): Problem => ({
  path,
  message: `no ${what} is called "${name}"`,
  hint: suggest(name, known),
});

/** The database of a thing exists and has the role that the thing runs under. */
function checkLogin(
  { databases }: DefinitionInput,
  { path, name, role }: { readonly path: string; readonly name: string; readonly role: 'kpi' | 'refresh' },
  known: KnownNames,
): readonly Problem[] {
  if (!known.databases.includes(name)) return [unknown('database', `${path}.database`, name, known.databases)];
  const database = databases?.[name];
  if (database === undefined || database[role] !== undefined) return [];
  const hint = `write databases.${name}.${role}; "watchkeeper database role ${name}" prints the SQL of its role`;
  return [{ path: `${path}.database`, message: `"${name}" has no role for this (${role})`, hint }];
}

function alertsOf(path: string, { alert, alerts }: KpiInput): readonly (readonly [string, KpiAlertInput])[] {
  const named = Object.entries(alerts ?? {}).map(([name, input]) => [`${path}.alerts.${name}`, input] as const);
  return [...(alert === undefined ? [] : [[`${path}.alert`, alert] as const]), ...named];
}

function checkAlert(path: string, alert: KpiAlertInput, kpi: KpiInput, { calendars }: KnownNames): readonly Problem[] {
  const named = (['during', 'outside'] as const).flatMap((field) => {
    const name = alert[field];
    return name === undefined || calendars.includes(name)
      ? []
      : [unknown('calendar', `${path}.${field}`, name, calendars)];
  });
  const ages = 'olderThan' in alert && kpi.measures !== 'age';
  return [
    ...named,
    ...(ages
      ? [
          {
            path: `${path}.olderThan`,
            message: 'the KPI measures a number, not an age',
            hint: `write measures: 'age' and a statement that gives the moment of the newest thing`,
          },
        ]
      : []),
  ];
}

function checkKpi(definition: DefinitionInput, name: string, kpi: KpiInput, known: KnownNames): readonly Problem[] {
  const path = `kpis.${name}`;
  const login = 'sql' in kpi ? checkLogin(definition, { path, name: kpi.database, role: 'kpi' }, known) : [];
  const twice =
    kpi.alert !== undefined && kpi.alerts !== undefined && Object.hasOwn(kpi.alerts, 'alert')
      ? [{ path: `${path}.alerts.alert`, message: '"alert" stands twice', hint: 'move both below alerts, by name' }]
      : [];
  return [...login, ...twice, ...alertsOf(path, kpi).flatMap(([at, alert]) => checkAlert(at, alert, kpi, known))];
}

/** CloudWatch's limit on how far back an alarm looks. */
function checkLookBack(definition: DefinitionInput): readonly Problem[] {
  return resolveKpis(definition).flatMap(({ path, spec, alerts }) =>
    alerts.flatMap(({ alert, periods }) => {
      const most = mostSecondsLookedAt(spec.everySeconds);
      if (periods * spec.everySeconds <= most) return [];
      const hint = `with a run every ${formatDuration(spec.everySeconds * 1_000)} the most is "${formatDuration(most * 1_000)}"`;
      return [{ path: `${path}.${alert.name}.for`, message: 'is longer than CloudWatch looks back', hint }];
    }),
  );
}

/** A name that can be quoted as it is: a schema and a name, or a name alone. */
const plainName = /^([A-Za-z_][\w$]{0,62}\.)?[A-Za-z_][\w$]{0,62}(\(\))?$/;

function checkRefresh(
  definition: DefinitionInput,
  name: string,
  refresh: RefreshInput,
  known: KnownNames,
): readonly Problem[] {
  const path = `refreshes.${name}`;
  const { view, call, concurrently } = refresh;
  const login = checkLogin(definition, { path, name: refresh.database, role: 'refresh' }, known);
  if ((view === undefined) === (call === undefined)) {
    return [...login, { path, message: 'names no view and no function, or both', hint: 'write either view or call' }];
  }
  const target = view ?? call ?? '';
  const field = view === undefined ? 'call' : 'view';
  const odd = plainName.test(target) && (view === undefined || !target.endsWith(')'));
  return [
    ...login,
    ...(odd
      ? []
      : [
          {
            path: `${path}.${field}`,
            message: `"${target}" is not a plain name`,
            hint: `write it like "public.daily_revenue"`,
          },
        ]),
    ...(concurrently === true && view === undefined
      ? [{ path: `${path}.concurrently`, message: 'is about a view', hint: 'leave it out for a function' }]
      : []),
  ];
}

function checkCalendars(definition: DefinitionInput): readonly Problem[] {
  return Object.entries(definition.calendars ?? {}).flatMap(([name, { from, to, timeZone }]) => {
    const problems: Problem[] = [];
    const path = `calendars.${name}`;
    if (from !== undefined && from === to) {
      problems.push({ path, message: `ends when it begins (${from})`, hint: 'leave out both for whole days' });
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

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function checkReports(definition: DefinitionInput, { channels, kpis }: KnownNames): readonly Problem[] {
  return Object.entries(definition.reports ?? {}).flatMap(([name, report]) => [
    ...report.to.flatMap((channel, index) => {
      const path = `reports.${name}.to.${index}`;
      if (!channels.includes(channel)) return [unknown('channel', path, channel, channels)];
      const kind = definition.channels[channel]?.kind;
      if (kind === undefined || kind === 'email') return [];
      const isText = channelKinds[kind].isNative;
      const hint = isText ? 'a report does not fit into an SMS: name an email channel' : 'name an email channel';
      return [{ path, message: `"${channel}" is a channel of kind ${kind}`, hint }];
    }),
    ...(report.kpis ?? []).flatMap((kpi, index) =>
      kpis.includes(kpi) ? [] : [unknown('KPI', `reports.${name}.kpis.${index}`, kpi, kpis)],
    ),
  ]);
}

/** What contradicts itself in the KPIs, refreshes, calendars and reports of a definition. */
export function checkKpis(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return [
    ...Object.entries(definition.kpis ?? {}).flatMap(([name, kpi]) => checkKpi(definition, name, kpi, known)),
    ...checkLookBack(definition),
    ...Object.entries(definition.refreshes ?? {}).flatMap(([name, refresh]) =>
      checkRefresh(definition, name, refresh, known),
    ),
    ...checkCalendars(definition),
    ...checkReports(definition, known),
  ];
}
