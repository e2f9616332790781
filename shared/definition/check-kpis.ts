import { formatDuration } from '../model/duration.ts';
import { maxLookBackSeconds } from './alarm-periods.ts';
import { checkLogin } from './check-login.ts';
import { checkReference } from './check-reference.ts';
import { checkTimeout } from './check-timeout.ts';
import { type DefinitionInput, namePattern } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { type KpiAlertInput, type KpiInput, kpiDefaults } from './kpi-settings.ts';
import { resolveKpis } from './resolve-kpis.ts';
import type { KnownNames } from './sound-part.ts';

function alertsOf(path: string, { alert, alerts }: KpiInput): readonly (readonly [string, KpiAlertInput])[] {
  const named = Object.entries(alerts ?? {}).map(([name, input]) => [`${path}.alerts.${name}`, input] as const);
  return [...(alert === undefined ? [] : [[`${path}.alert`, alert] as const]), ...named];
}

function checkAlert(path: string, alert: KpiAlertInput, kpi: KpiInput, known: KnownNames): readonly Problem[] {
  const named = (['during', 'outside'] as const).flatMap((field) => {
    const name = alert[field];
    return name === undefined ? [] : checkReference(name, { path: `${path}.${field}`, section: 'calendars', known });
  });
  const never =
    alert.during !== undefined && alert.during === alert.outside
      ? [
          {
            path: `${path}.outside`,
            message: 'is the calendar of "during", so that it never counts',
            hint: 'leave one out',
          },
        ]
      : [];
  const ages = 'olderThan' in alert && kpi.measures !== 'age';
  return [
    ...named,
    ...never,
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
  const login = 'sql' in kpi ? checkLogin(definition, { path, database: kpi.database, role: 'kpi' }, known) : [];
  const twice =
    kpi.alert !== undefined && kpi.alerts !== undefined && Object.hasOwn(kpi.alerts, 'alert')
      ? [{ path: `${path}.alerts.alert`, message: '"alert" stands twice', hint: 'move both below alerts, by name' }]
      : [];
  const timing = checkTimeout(path, {
    every: kpi.every ?? kpiDefaults.every,
    timeout: kpi.timeout ?? kpiDefaults.timeout,
  });
  const own = [...login, ...twice, ...timing, ...checkAlertNames(path, kpi), ...checkLabels(path, kpi)];
  return [...own, ...alertsOf(path, kpi).flatMap(([at, alert]) => checkAlert(at, alert, kpi, known))];
}

/** Names of alerts are part of alarm names and values of a dimension, like all names. */
function checkAlertNames(path: string, { alerts }: KpiInput): readonly Problem[] {
  return Object.keys(alerts ?? {})
    .filter((name) => !namePattern.test(name))
    .map((name) => ({
      path: `${path}.alerts.${name}`,
      message: `"${name}" is not a name`,
      hint: 'write 1 to 40 lower-case letters, digits and hyphens, a letter first',
    }));
}

/** A label that stands twice would be the same metric twice, and two bars of one step. */
function checkLabels(path: string, { labels = [] }: KpiInput): readonly Problem[] {
  return labels.flatMap((label, index) =>
    labels.indexOf(label) === index
      ? []
      : [{ path: `${path}.labels.${index}`, message: `"${label}" stands twice`, hint: 'write it once' }],
  );
}

/** CloudWatch's limit on how far back an alarm looks. */
function checkLookBack(definition: DefinitionInput): readonly Problem[] {
  return resolveKpis(definition).flatMap(({ path, spec, alerts }) =>
    alerts.flatMap(({ alert, periods }) => {
      const most = maxLookBackSeconds(spec.everySeconds);
      if (periods * spec.everySeconds <= most) return [];
      const hint = `with a run every ${formatDuration(spec.everySeconds * 1_000)} the most is "${formatDuration(most * 1_000)}"`;
      return [{ path: `${path}.${alert.name}.for`, message: 'is longer than CloudWatch looks back', hint }];
    }),
  );
}

/** What contradicts itself in the KPIs of a definition. */
export function checkKpis(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const kpis = Object.entries(definition.kpis ?? {});
  return [...kpis.flatMap(([name, kpi]) => checkKpi(definition, name, kpi, known)), ...checkLookBack(definition)];
}
