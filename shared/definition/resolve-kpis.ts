import type { Calendar } from '../model/calendar.ts';
import { durationMs } from '../model/duration.ts';
import type { KpiAlert, KpiSource, KpiSpec } from '../model/kpi.ts';
import { periodsOf } from './alarm-periods.ts';
import { resolveCalendars } from './calendar-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { describeCondition } from './describe-condition.ts';
import { type KpiAlertInput, type KpiInput, kpiDefaults, kpiFailureAlert } from './kpi-settings.ts';
import { inheritRunbook } from './named-runbooks.ts';
import { resolveCondition } from './resolve-condition.ts';
import { idOfDatabase } from './resolve-databases.ts';

/** One alert of a KPI with what its alarm needs. */
export interface ResolvedKpiAlert {
  readonly alert: KpiAlert;
  /** Runs in a row. */
  readonly periods: number;
  readonly title?: string;
  /** Its own, or the KPI's. */
  readonly runbook?: string;
}

/** One KPI with nothing left open. */
export interface ResolvedKpi {
  /** Where it stands in the definition, e.g. `kpis.mrr`. */
  readonly path: string;
  readonly spec: KpiSpec;
  readonly alerts: readonly ResolvedKpiAlert[];
}

interface KpiContext {
  readonly timeZone: string;
  readonly calendars: Readonly<Record<string, Calendar>>;
  /** The id of a database by its name. */
  readonly idOf: (database: string) => string;
}

function resolveAlert(
  kpi: Pick<KpiSpec, 'id' | 'unit' | 'measures' | 'everySeconds' | 'runbook'>,
  name: string,
  input: KpiAlertInput,
  { calendars }: KpiContext,
): ResolvedKpiAlert {
  const condition = resolveCondition(input);
  const during = input.during === undefined ? undefined : calendars[input.during];
  const book = inheritRunbook(input.runbook, kpi.runbook);
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
    periods: periodsOf(input.for, kpi.everySeconds),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(book === undefined ? {} : { runbook: book }),
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

function resolveSource(kpi: KpiInput, { idOf }: KpiContext): KpiSource {
  if ('sql' in kpi) return { kind: 'sql', database: idOf(kpi.database), sql: kpi.sql };
  const { url, json, headers, allowNetworks } = kpi;
  return { kind: 'http', url, json, headers: headers ?? {}, allowNetworks: allowNetworks ?? [] };
}

function resolveKpi(id: string, input: KpiInput, context: KpiContext): ResolvedKpi {
  const measures = input.measures ?? kpiDefaults.measures;
  const better = input.better ?? (measures === 'age' ? 'lower' : kpiDefaults.better);
  const everySeconds = durationMs(input.every ?? kpiDefaults.every) / 1_000;
  const unit = measures === 'age' ? 's' : (input.unit ?? '');
  const book = input.runbook === undefined ? {} : { runbook: input.runbook };
  const alerts = listAlerts(input)
    .filter(([, alert]) => alert.enabled !== false)
    .map(([name, alert]) => resolveAlert({ id, unit, measures, everySeconds, ...book }, name, alert, context));
  return {
    path: `kpis.${id}`,
    spec: {
      id,
      title: input.title ?? id,
      ...(input.description === undefined ? {} : { description: input.description }),
      unit,
      source: resolveSource(input, context),
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
      ...book,
    },
    alerts,
  };
}

function contextOf(definition: DefinitionInput): KpiContext {
  return {
    timeZone: definition.timeZone,
    calendars: resolveCalendars(definition),
    idOf: (database) => idOfDatabase(definition, database),
  };
}

/** Every KPI of a definition, in the order in which they are written. */
export function resolveKpis(definition: DefinitionInput): readonly ResolvedKpi[] {
  const context = contextOf(definition);
  return Object.entries(definition.kpis ?? {}).map(([id, input]) => resolveKpi(id, input, context));
}
