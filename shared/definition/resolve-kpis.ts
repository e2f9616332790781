import { durationMs } from '../model/duration.ts';
import type { Calendar, KpiAlert, KpiCondition, KpiOutcome, KpiSource, KpiSpec, RefreshSpec } from '../model/kpi.ts';
import type { Severity } from '../model/severity.ts';
import { resolveCalendar } from './calendar-settings.ts';
import { periodsOf } from './database-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { describeCondition } from './describe-condition.ts';
import {
  type KpiAlertInput,
  type KpiInput,
  kpiDefaults,
  kpiFailureAlert,
  type RefreshInput,
  refreshDefaults,
} from './kpi-settings.ts';

/** One alert of a KPI with what its alarm needs. */
export interface ResolvedKpiAlert {
  readonly alert: KpiAlert;
  readonly severity: Severity;
  /** Runs in a row. */
  readonly periods: number;
  readonly title?: string;
  readonly runbook?: string;
}

/** One KPI with nothing left open. */
export interface ResolvedKpi {
  /** Where it stands in the definition, e.g. `kpis.mrr`. */
  readonly path: string;
  readonly spec: KpiSpec;
  readonly alerts: readonly ResolvedKpiAlert[];
}

/** One refresh with what its alarm needs. */
export interface ResolvedRefresh {
  readonly path: string;
  readonly spec: RefreshSpec;
  readonly severity: Severity;
}

const outcomesOf: Readonly<Record<Extract<KpiAlertInput, { on: unknown }>['on'], readonly KpiOutcome[]>> = {
  null: ['null'],
  'no-rows': ['no-rows'],
  'no-data': ['null', 'no-rows'],
  error: ['error'],
  timeout: ['timeout'],
  failure: ['error', 'timeout'],
};

/** The condition of an alert as written. */
export function resolveCondition(alert: KpiAlertInput): KpiCondition {
  if ('on' in alert) return { kind: 'outcome', outcomes: outcomesOf[alert.on] };
  if ('belowPercentOfLastWeek' in alert)
    return { kind: 'last-week', operator: '<', percent: alert.belowPercentOfLastWeek };
  if ('abovePercentOfLastWeek' in alert)
    return { kind: 'last-week', operator: '>', percent: alert.abovePercentOfLastWeek };
  const compare = (operator: '>' | '<' | '>=' | '<=' | '=', threshold: number): KpiCondition => ({
    kind: 'compare',
    operator,
    threshold,
  });
  if ('above' in alert) return compare('>', alert.above);
  if ('below' in alert) return compare('<', alert.below);
  if ('atLeast' in alert) return compare('>=', alert.atLeast);
  if ('atMost' in alert) return compare('<=', alert.atMost);
  if ('equals' in alert) return compare('=', alert.equals);
  if ('olderThan' in alert) return compare('>', durationMs(alert.olderThan) / 1_000);
  return compare(alert.operator, alert.threshold);
}

interface KpiContext {
  readonly timeZone: string;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly idOfDatabase: (name: string) => string;
}

function resolveAlert(
  kpi: {
    readonly id: string;
    readonly unit: string;
    readonly measures: 'number' | 'age';
    readonly everySeconds: number;
  },
  name: string,
  input: KpiAlertInput,
  { calendars }: KpiContext,
): ResolvedKpiAlert {
  const condition = resolveCondition(input);
  const during = input.during === undefined ? undefined : calendars[input.during];
  const outside = input.outside === undefined ? undefined : calendars[input.outside];
  return {
    alert: {
      id: `kpi/${kpi.id}/${name}`,
      name,
      severity: input.severity,
      rule: describeCondition(condition, kpi),
      condition,
      ...(during === undefined ? {} : { during }),
      ...(outside === undefined ? {} : { outside }),
    },
    severity: input.severity,
    periods: periodsOf(input.for, kpi.everySeconds),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.runbook === undefined ? {} : { runbook: input.runbook }),
  };
}

const isFailureAlert = (input: KpiAlertInput): boolean =>
  'on' in input && ['error', 'timeout', 'failure'].includes(input.on);

/** Alerts as written, by name. A KPI that says nothing of failures is watched for them all the same. */
function listAlerts({ alert, alerts, every }: KpiInput): readonly (readonly [string, KpiAlertInput])[] {
  const written = [...(alert === undefined ? [] : [['alert', alert] as const]), ...Object.entries(alerts ?? {})];
  if (written.some(([, input]) => isFailureAlert(input))) return written;
  const { name, severity, runs } = kpiFailureAlert;
  const minutes = (durationMs(every ?? kpiDefaults.every) / 60_000) * runs;
  return [...written, [name, { on: 'failure', severity, for: `${minutes}m` }]];
}

function resolveSource(kpi: KpiInput, idOfDatabase: KpiContext['idOfDatabase']): KpiSource {
  if ('sql' in kpi) return { kind: 'sql', database: idOfDatabase(kpi.database), sql: kpi.sql };
  const { url, json, headers, allowNetworks } = kpi;
  return { kind: 'http', url, json, headers: headers ?? {}, allowNetworks: allowNetworks ?? [] };
}

function resolveKpi(id: string, input: KpiInput, context: KpiContext): ResolvedKpi {
  const measures = input.measures ?? kpiDefaults.measures;
  const better = input.better ?? (measures === 'age' ? 'lower' : kpiDefaults.better);
  const everySeconds = durationMs(input.every ?? kpiDefaults.every) / 1_000;
  const unit = measures === 'age' ? 's' : (input.unit ?? '');
  const alerts = listAlerts(input)
    .filter(([, alert]) => alert.enabled !== false)
    .map(([name, alert]) => resolveAlert({ id, unit, measures, everySeconds }, name, alert, context));
  return {
    path: `kpis.${id}`,
    spec: {
      id,
      title: input.title ?? id,
      ...(input.description === undefined ? {} : { description: input.description }),
      unit,
      source: resolveSource(input, context.idOfDatabase),
      everySeconds,
      timeoutMs: durationMs(input.timeout ?? kpiDefaults.timeout),
      timeZone: input.timeZone ?? context.timeZone,
      ...(input.target === undefined ? {} : { target: input.target }),
      better,
      measures,
      labels: input.labels ?? [],
      judge: input.judge ?? (better === 'higher' ? 'lowest' : 'highest'),
      noData: input.noData ?? kpiDefaults.noData,
      alerts: alerts.map(({ alert }) => alert),
      ...(input.runbook === undefined ? {} : { runbook: input.runbook }),
    },
    alerts,
  };
}

const quoteName = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

function refreshSql({ view, call, concurrently }: RefreshInput): string {
  if (view === undefined) return `SELECT ${quoteName((call ?? '').replace(/\(\)$/, ''))}()`;
  return `REFRESH MATERIALIZED VIEW ${concurrently === true ? 'CONCURRENTLY ' : ''}${quoteName(view)}`;
}

function contextOf(definition: DefinitionInput): KpiContext {
  const calendars = Object.entries(definition.calendars ?? {}).map(
    ([name, calendar]) => [name, resolveCalendar(calendar, definition.timeZone)] as const,
  );
  return {
    timeZone: definition.timeZone,
    calendars: Object.fromEntries(calendars),
    idOfDatabase: (name) => definition.databases?.[name]?.id ?? name,
  };
}

/** Every KPI of a definition, in the order in which they are written. */
export function resolveKpis(definition: DefinitionInput): readonly ResolvedKpi[] {
  const context = contextOf(definition);
  return Object.entries(definition.kpis ?? {}).map(([id, input]) => resolveKpi(id, input, context));
}

/** Every refresh of a definition. */
export function resolveRefreshes(definition: DefinitionInput): readonly ResolvedRefresh[] {
  const { idOfDatabase } = contextOf(definition);
  return Object.entries(definition.refreshes ?? {}).map(([id, input]) => ({
    path: `refreshes.${id}`,
    severity: input.severity ?? refreshDefaults.severity,
    spec: {
      id,
      title: input.title ?? `refresh of ${input.view ?? input.call ?? id}`,
      severity: input.severity ?? refreshDefaults.severity,
      database: idOfDatabase(input.database),
      sql: refreshSql(input),
      everySeconds: durationMs(input.every ?? refreshDefaults.every) / 1_000,
      timeoutMs: durationMs(input.timeout ?? refreshDefaults.timeout),
      ...(input.runbook === undefined ? {} : { runbook: input.runbook }),
    },
  }));
}
